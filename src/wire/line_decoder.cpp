#include "confab/wire/line_decoder.hpp"

#include <utility>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/wire/telnet/telnet_session.hpp"

namespace confab::wire {

struct LineDecoder::Telnet {
    TelnetSession session;
    bool interrupted = false;  // the timing mark behind it has not come yet

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.session, self.interrupted);
    }
};

void LineDecoder::save(snapshot::Writer& out) const { out(lines_, telnet_); }
void LineDecoder::save_without_text(snapshot::Writer& out) const { out(LineReader(), telnet_); }
void LineDecoder::load(snapshot::Reader& in) { in(lines_, telnet_); }

LineDecoder::LineDecoder() = default;
LineDecoder::~LineDecoder() = default;
LineDecoder::LineDecoder(LineDecoder&& other) noexcept = default;
LineDecoder& LineDecoder::operator=(LineDecoder&& other) noexcept = default;

// Its first byte 255 shows a client to be one.
Input LineDecoder::next_of_telnet(std::string_view& bytes, std::size_t max_line) {
    if (!telnet_) telnet_ = std::make_unique<Telnet>();
    for (;;) {
        const Input input = commands(bytes, max_line);
        if (input.kind != Input::Kind::none) return input;
        const Input line = lines_.next(bytes, max_line);
        if (line.kind != Input::Kind::none || bytes.empty()) return line;
    }
}

// Up to the next data.
Input LineDecoder::commands(std::string_view& bytes, std::size_t max_line) {
    using Kind = TelnetInput::Kind;
    for (;;) {
        const TelnetInput input = telnet_->session.next_command(bytes);
        switch (input.kind) {
            case Kind::none: return {};
            case Kind::reply: return {Input::Kind::reply, input.bytes};
            case Kind::data:
                if (lines_.add_byte_255(max_line)) return {Input::Kind::too_long};
                break;
            case Kind::dropped: lines_.lose_byte_255(); break;
            case Kind::erase_character: lines_.erase_character(); break;
            case Kind::erase_line: lines_.erase_line(); break;
            case Kind::are_you_there: return {Input::Kind::are_you_there};
            case Kind::interrupt_process: telnet_->interrupted = true; break;
            case Kind::timing_mark:
                if (std::exchange(telnet_->interrupted, false)) return {Input::Kind::interrupt};
                break;
            default: break;  // of options that were refused
        }
    }
}

Input LineDecoder::finish() { return lines_.finish(telnet_ && telnet_->session.within_command()); }

std::string_view LineDecoder::hide_typing(bool on) {
    if (!telnet_) return {};
    telnet_->session.echo(on);
    return telnet_->session.reply();
}

}  // namespace confab::wire
