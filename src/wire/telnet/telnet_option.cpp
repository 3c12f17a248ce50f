#include "confab/wire/telnet/telnet_option.hpp"

namespace confab::wire {

TelnetOption::Say TelnetOption::want(bool on) {
    switch (state_) {
        case State::no:
            if (!on) return Say::nothing;
            state_ = State::want_yes;
            return Say::on;
        case State::yes:
            if (on) return Say::nothing;
            state_ = State::want_no;
            return Say::off;
        case State::want_no:
        case State::want_no_then_yes: state_ = on ? State::want_no_then_yes : State::want_no; break;
        case State::want_yes:
        case State::want_yes_then_no: state_ = on ? State::want_yes : State::want_yes_then_no; break;
    }
    return Say::nothing;
}

TelnetOption::Say TelnetOption::peer_on(bool agreeable) {
    switch (state_) {
        case State::no:
            if (!agreeable) return Say::off;
            state_ = State::yes;
            return Say::on;
        case State::yes: break;
        case State::want_no: state_ = State::no; break;  // an "off" answered with "on" is an error
        case State::want_no_then_yes:
        case State::want_yes: state_ = State::yes; break;
        case State::want_yes_then_no: state_ = State::want_no; return Say::off;
    }
    return Say::nothing;
}

TelnetOption::Say TelnetOption::peer_off() {
    switch (state_) {
        case State::yes: state_ = State::no; return Say::off;
        case State::want_no_then_yes: state_ = State::want_yes; return Say::on;
        case State::no:
        case State::want_no:
        case State::want_yes:
        case State::want_yes_then_no: state_ = State::no; break;
    }
    return Say::nothing;
}

}  // namespace confab::wire
