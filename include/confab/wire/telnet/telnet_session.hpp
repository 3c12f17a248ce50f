// Telnet for a terminal that sends every key by itself: negotiates, and tells keys from commands.
//
// RFC 854, 855 and 1143 for how; the options are ECHO and SUPPRESS-GO-AHEAD (857, 858; with both
// on our side a client sends keys instead of lines), NAWS (1073), TERMINAL-TYPE (1091),
// NEW-ENVIRON (1572), CHARSET (2066) and BINARY (856). Every other one is refused, once.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "confab/base/snapshot/forward.hpp"
#include "confab/wire/telnet/telnet_option.hpp"
#include "confab/wire/telnet/telnet_parser.hpp"

namespace confab::wire {

struct TelnetInput {
    enum class Kind : std::uint8_t {
        none,               // all bytes are used up
        reply,              // `bytes` are to be sent as they are; comes before what else there is to tell
        data,               // `bytes` were typed; may be a part of a character
        character_mode,     // ECHO and SGA are agreed: keys come one by one
        refused,            // the peer wants one of them not: it stays in, or goes back to, line mode
        resized,            // `columns` and `rows`; 0 = unknown
        terminal_type,      // `bytes` as the client sent them, not cleaned; told once
        user,               // `bytes`, not cleaned: the name the client was told to log in with; told once
        charset,            // UTF-8 is agreed; `bytes` are its name
        timing_mark,        // was answered. A telnet that asks for one has thrown away all that was
                            // sent before the answer, usually after Ctrl-C: paint again
        are_you_there,      // IAC AYT
        interrupt_process,  // IAC IP
        break_,             // IAC BRK
        erase_character,    // IAC EC
        erase_line,         // IAC EL
        dropped,            // a byte 255 that begins no command; it was none of the text
    };
    Kind kind = Kind::none;
    std::string_view bytes{};  // valid until the next call, and while the bytes that were fed are
    unsigned columns = 0;
    unsigned rows = 0;
};

class TelnetSession {
  public:
    // Longest sub-negotiation that is looked at; a longer one is dropped. Terminal types and names
    // have 40 bytes at most (RFC 1091), a client's list of character sets may have more.
    static constexpr std::size_t max_sub_negotiation = 256;

    // Asks for all of it: what next() gives as `reply` from now on. Without it nothing is asked, and what
    // the client asks for is refused.
    void start();
    // Gives the client its lines back: it shows and edits them itself. start() may follow.
    void stop();
    // In line mode: has the client show what is typed (false, as it is without telnet) or not
    // (true, while a password is typed). Does nothing to a client that refused before.
    void echo(bool ours);

    // Takes the next thing out of the front of `bytes`, which may be empty. However the same bytes
    // are cut into pieces, the same things come out, but for where `data` is cut.
    TelnetInput next(std::string_view& bytes);
    // The same, but stops in front of data other than a byte 255.
    TelnetInput next_command(std::string_view& bytes);
    // What start(), stop() or echo() say, if it is to be sent before the next bytes come. Valid until
    // the next call.
    std::string_view reply();

    bool character_mode() const { return character_mode_; }
    bool within_command() const { return parser_.within(); }

    // Between two calls. What was told goes with the next call and is not written.
    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    using Kind = TelnetInput::Kind;
    // Options that are known, in the order of `options` in the .cpp.
    static constexpr std::size_t known = 7;
    enum Side : std::uint8_t { ours, theirs };

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);
    TelnetInput tell();
    void forget_told();
    void note(Kind kind) { pending_ |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(kind)); }
    void command(std::uint8_t code);
    void negotiate(std::uint8_t verb, std::uint8_t code);
    bool negotiates(Side side, std::size_t index) const;
    void refuse(Side side, std::uint8_t code);
    void answer_timing_mark(std::uint8_t verb);
    void switched(Side side, std::size_t index, bool was_on);
    void look_at_mode(bool said_no);
    void leave_alone();
    void give_lines_back();
    void want(Side side, std::size_t index, bool on);
    void say(Side side, std::size_t index, TelnetOption::Say what);
    void send(std::uint8_t verb, std::uint8_t code);
    void send_sub(std::uint8_t code, std::string_view content);

    void collect(TelnetStep step);
    void sub_negotiation();
    void window_size(std::string_view content);
    void terminal_type(std::string_view content);
    void environment(std::string_view content);
    void charset(std::string_view content);

    std::string reply_;
    std::string sub_;    // a sub-negotiation that is not over
    std::string value_;  // what terminal_type or user tells
    std::array<std::array<TelnetOption, known>, 2> options_{};
    std::array<std::bitset<256>, 2> refused_{};  // requests for what is not known
    unsigned columns_ = 0;
    unsigned rows_ = 0;
    TelnetParser parser_;
    std::uint16_t pending_ = 0;  // a bit for each Kind that is to be told
    std::uint8_t sub_option_ = 0;
    bool sub_dropped_ = false;
    bool ever_started_ = false;
    bool ever_echoed_ = false;
    bool started_ = false;
    bool character_mode_ = false;
    bool left_alone_ = false;
    // Each of these is asked for only once, so that WILL and WONT by turns get no more than that.
    bool asked_type_ = false;
    bool asked_user_ = false;
    bool asked_charset_ = false;
    bool got_type_ = false;
    bool got_user_ = false;
    bool told_ = false;
};

}  // namespace confab::wire
