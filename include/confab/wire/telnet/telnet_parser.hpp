// Telnet commands out of a stream of bytes (RFC 854, 855): what is a command, and what is data.
// Knows nothing of options. Three bytes, as every idle connection has one.
#pragma once

#include <cstdint>
#include <string_view>

namespace confab::wire {

enum class TelnetStep : std::uint8_t {
    more,       // the command is not over
    literal,    // IAC IAC: a byte 255 of data
    not_one,    // no command after IAC: IAC alone is dropped, and the byte was left where it is
    command,    // code(), without an option
    option,     // verb() option()
    sub_begin,  // of option(); whatever a sub-negotiation before it had is to be thrown away
    sub_byte,   // code() is one byte of it
    sub_end,
};

class TelnetParser {
  public:
    // Within a command. Outside of one only IAC is to be fed; all else is data.
    bool within() const { return state_ != State::data; }
    // Takes one byte out of the front of `bytes`, which is not empty; none for `not_one`.
    TelnetStep feed(std::string_view& bytes);
    // The input has ended.
    void reset() { state_ = State::data; }

    std::uint8_t code() const { return byte_; }
    std::uint8_t option() const { return byte_; }
    // WILL, WONT, DO or DONT.
    std::uint8_t verb() const { return verb_; }

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.state_, self.verb_, self.byte_);
    }

  private:
    enum class State : std::uint8_t { data, iac, verb, sub_option, sub, sub_iac, last_ = sub_iac };

    TelnetStep after_iac();
    TelnetStep after_iac_in_sub();

    State state_ = State::data;
    std::uint8_t verb_ = 0;
    std::uint8_t byte_ = 0;
};

}  // namespace confab::wire
