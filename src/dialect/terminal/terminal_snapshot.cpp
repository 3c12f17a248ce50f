// A terminal as bytes: half a line, half a key and what the screen shows go on in another process, and the
// person at it sees nothing of that.
#include <chrono>
#include <cstdint>
#include <string>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "endpoint.hpp"
#include "terminal_parts.hpp"

namespace confab::dialect {

template <class Archive, class Self>
void Terminal::Parts::fields(Archive& archive, Self& self) {
    archive(self.telnet_, self.lines_, self.keys_, self.editor_, self.screen_, self.type_, self.size_,
            self.out_, self.secret_, self.asked_, self.ticket_, self.type_known_, self.live_, self.left_,
            self.repaint_, self.may_repaint_);
}

void Terminal::Parts::save(snapshot::Writer& out) const {
    fields(out, *this);
    out(unused(), static_cast<std::int64_t>(today_.time_since_epoch().count()));
}

void Terminal::Parts::load(snapshot::Reader& in) {
    fields(in, *this);
    std::int64_t day = 0;
    in(typed_, day);
    taken_ = 0;
    today_ = std::chrono::sys_days(std::chrono::days(day));
    dirty_ = live_;
}

// It is painted anew: nobody knows what the screen shows.
void Terminal::Parts::save_without_text(snapshot::Writer& out) const {
    Parts bare(tools_, max_line_);
    bare.telnet_ = telnet_;
    bare.type_ = type_;
    bare.size_ = size_;
    bare.type_known_ = type_known_;
    bare.live_ = live_;
    bare.left_ = left_;
    bare.repaint_ = live_;
    bare.save(out);
}

template <class Archive, class Self>
void TerminalEndpoint::fields(Archive& archive, Self& self) {
    archive(self.terminal_, self.escape_due_, self.decided_by_, self.status_asked_, self.repainted_,
            self.echo_done_, self.user_, self.is_opened_, self.takes_name_, self.has_agreed_,
            self.was_asked_for_, self.postponed_text_);
}

// What was typed and waits for the flood limit goes over, but a refusal of a paste does not: the reason is
// gone with the key. A completion is not waited for any longer.
void TerminalEndpoint::save(snapshot::Writer& out) {
    collect();
    fields(out, *this);
    const bool waits = postponed_.action != TerminalAction::refused;
    const auto kind = waits ? postponed_.kind : wire::Input::Kind::none;
    out(static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(postponed_.action));
}

bool TerminalEndpoint::save_without_text(snapshot::Writer& out) {
    struct Bare {
        const Terminal& terminal;
        void save(snapshot::Writer& to) const { terminal.save_without_text(to); }
    };
    const bool waits_for_decision = decided_by_ != MonoTime{};
    if (waits_for_decision) return false;
    const MonoTime never{};
    const bool asked_for = false;
    const std::string no_text;
    out(Bare{terminal_}, never, never, never, never, never, no_text, is_opened_, takes_name_, has_agreed_,
        asked_for, no_text);
    out(static_cast<std::uint8_t>(wire::Input::Kind::none), static_cast<std::uint8_t>(TerminalAction{}));
    return true;
}

void TerminalEndpoint::load(snapshot::Reader& in) {
    std::uint8_t kind = 0;
    std::uint8_t action = 0;
    fields(in, *this);
    in(kind, action);
    in.expect(kind <= static_cast<std::uint8_t>(wire::Input::Kind::other));
    in.expect(action <= static_cast<std::uint8_t>(TerminalAction::user));
    if (!in.ok()) return;
    postponed_ = {};
    postponed_.kind = static_cast<wire::Input::Kind>(kind);
    postponed_.action = static_cast<TerminalAction>(action);
    if (postponed_.kind != wire::Input::Kind::none) postponed_.bytes = postponed_text_;
    status_changed_ = true;
    for (const MonoTime due : {escape_due_, decided_by_}) {
        if (due != MonoTime{}) host_.wake_at(due);
    }
    host_.flush_soon();
}

}  // namespace confab::dialect
