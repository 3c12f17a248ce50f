// From the bytes of a plain line port to lines and telnet commands.
//
// Telnet as in RFC 854 (commands), 855 (options), 860 (timing mark) and 1143 (what to refuse and
// when); lines end with LF, CR LF, CR NUL or a bare CR, as telnet and netcat send them.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "confab/wire/telnet/telnet_parser.hpp"

namespace confab::wire {

struct Input {
    enum class Kind : std::uint8_t {
        none,           // all bytes are used up
        line,           // `bytes` without its end, not cleaned yet; may be empty
        too_long,       // told once for a line over the limit, which is thrown away
        telnet_reply,   // `bytes` are to be sent as they are
        are_you_there,  // IAC AYT
        interrupt,      // Ctrl-C in a telnet; comes after the timing mark was answered
        // Of a decoder that reads keys; the connection hands these to its endpoint:
        block,     // `bytes` are the lines of a paste, with LF between them: one message
        refused,   // something was wrong with what was typed; it was not sent, and the endpoint knows why
        complete,  // `bytes` are the line up to the cursor: what could its last word be?
        leave,     // Ctrl-D on an empty line
        live,      // the client now sends keys instead of lines
        not_live,  // it no longer does, or never will
        user,      // `bytes`: the name that the client was told to log in with
    };
    Kind kind = Kind::none;
    std::string_view bytes;  // valid until the next call, and while the bytes that were fed are
    bool garbled = false;    // of a line: a byte 255 that begins no command was dropped from it
};

// Keeps a partial line and nothing else: an idle reader holds no buffer.
class LineReader {
  public:
    // Takes the next thing out of the front of `bytes`. However the same bytes are cut into
    // pieces, the same things come out. `max_line` counts a line's bytes without its end and
    // without telnet commands; no more than twice that is ever kept.
    Input next(std::string_view& bytes, std::size_t max_line);
    // The last line, if input ended without a newline.
    Input finish();

    // The peer has sent IAC, so it is a telnet.
    bool telnet() const { return telnet_; }
    // Asks a telnet not to show the typing, by promising to echo it (RFC 857), or to show it
    // again: what is to be sent for that, maybe nothing. Valid until the next call.
    std::string_view hide(bool on);
    std::string_view partial() const {
        return line_ && !line_->complete ? std::string_view(line_->text) : std::string_view();
    }

  private:
    Input line_end(std::string_view last_piece, std::size_t max_line, bool& done);
    bool add(std::string_view piece, std::size_t max_line);
    Input step(TelnetStep step, std::size_t max_line);
    Input command(std::uint8_t code);
    Input negotiate();
    std::string_view say(std::uint8_t verb, std::uint8_t option);
    void erase_character();
    void erase_line();

    // Of those who negotiate; few do.
    struct Negotiation {
        std::array<std::bitset<256>, 2> refused;  // of DO, of WILL
        std::array<char, 3> reply{};
        bool hides = false;  // we said WILL ECHO, and it did not mind
    };

    // A line whose end has not come yet.
    struct Partial {
        std::string text;
        std::size_t length = 0;    // its bytes without erase marks
        std::size_t erasable = 0;  // how many of them at most are not erased yet
        bool complete = false;     // handed out; gone with the next call
        bool garbled = false;
    };

    Partial& line();
    Negotiation& negotiation();

    std::unique_ptr<Partial> line_;
    std::unique_ptr<Negotiation> negotiation_;
    TelnetParser parser_;
    bool telnet_ = false;
    bool after_cr_ = false;
    bool overlong_ = false;
    bool interrupted_ = false;
    bool tell_interrupt_ = false;
};

}  // namespace confab::wire
