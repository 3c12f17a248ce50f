// From the bytes of a plain line port to lines, and telnet out of them if the client speaks it.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "confab/base/snapshot/forward.hpp"
#include "confab/wire/input.hpp"
#include "confab/wire/line_reader.hpp"

namespace confab::wire {

// Refuses what a telnet asks for, but for the timing mark of RFC 860. An idle decoder holds no buffer.
class LineDecoder {
  public:
    LineDecoder();
    ~LineDecoder();
    LineDecoder(LineDecoder&& other) noexcept;
    LineDecoder& operator=(LineDecoder&& other) noexcept;

    // As LineReader::next(), but all bytes are used up; telnet commands do not count for `max_line`.
    Input next(std::string_view& bytes, std::size_t max_line) {
        Input input = telnet_ ? Input() : lines_.next(bytes, max_line);
        if (telnet_ || (input.kind == Input::Kind::none && !bytes.empty()))
            input = next_of_telnet(bytes, max_line);
        return input;
    }
    Input finish();
    std::string_view partial() const { return lines_.partial(); }

    // The client has shown itself to be a telnet: its lines end with CR LF.
    bool wants_crlf() const { return telnet_ != nullptr; }
    // Asks a telnet not to show the typing, by promising to echo it (RFC 857), or to show it
    // again: what is to be sent for that, maybe nothing. Valid until the next call.
    std::string_view hide_typing(bool on);

    // Between two calls.
    void save(snapshot::Writer& out) const;
    // The same for load(), but without the line that is not complete.
    void save_without_text(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    struct Telnet;

    Input next_of_telnet(std::string_view& bytes, std::size_t max_line);
    Input commands(std::string_view& bytes, std::size_t max_line);

    LineReader lines_;
    std::unique_ptr<Telnet> telnet_;
};

}  // namespace confab::wire
