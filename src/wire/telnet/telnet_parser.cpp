#include "confab/wire/telnet/telnet_parser.hpp"

#include "confab/wire/telnet/telnet.hpp"

namespace confab::wire {

TelnetStep TelnetParser::feed(std::string_view& bytes) {
    byte_ = static_cast<std::uint8_t>(bytes.front());
    if (state_ == State::iac && byte_ < telnet::eof) {
        state_ = State::data;
        return TelnetStep::not_one;
    }
    bytes.remove_prefix(1);
    switch (state_) {
        case State::data: state_ = State::iac; return TelnetStep::more;
        case State::iac: return after_iac();
        case State::verb: state_ = State::data; return TelnetStep::option;
        case State::sub_option:
            // IAC here: there is no option 255 to negotiate, so the option was lost.
            state_ = byte_ == telnet::iac ? State::sub_iac : State::sub;
            return TelnetStep::sub_begin;
        case State::sub:
            if (byte_ != telnet::iac) return TelnetStep::sub_byte;
            state_ = State::sub_iac;
            return TelnetStep::more;
        case State::sub_iac: return after_iac_in_sub();
    }
    return TelnetStep::more;
}

TelnetStep TelnetParser::after_iac() {
    state_ = State::data;
    switch (byte_) {
        case telnet::iac: return TelnetStep::literal;
        case telnet::sb: state_ = State::sub_option; return TelnetStep::more;
        case telnet::will:
        case telnet::wont:
        case telnet::do_:
        case telnet::dont:
            verb_ = byte_;
            state_ = State::verb;
            return TelnetStep::more;
        default: return TelnetStep::command;
    }
}

// IAC IAC is data. Anything but SE is a command, so the end was lost.
TelnetStep TelnetParser::after_iac_in_sub() {
    if (byte_ == telnet::iac) {
        state_ = State::sub;
        return TelnetStep::sub_byte;
    }
    if (byte_ != telnet::se) return after_iac();
    state_ = State::data;
    return TelnetStep::sub_end;
}

}  // namespace confab::wire
