// One side of one telnet option, by RFC 1143 (the Q method): who asks what and when, so that two
// ends which change their minds at the same time agree, and no loop can come of it.
#pragma once

#include <cstdint>

namespace confab::wire {

class TelnetOption {
  public:
    // What is to be sent: `on` is WILL for our side and DO for the peer's, `off` WONT and DONT.
    enum class Say : std::uint8_t { nothing, on, off };

    // We want it so. Asks again even if the peer has refused before; whoever calls knows.
    Say want(bool on);
    // The peer says WILL (its side) or DO (ours). `agreeable`: we would have it on.
    Say peer_on(bool agreeable);
    // The peer says WONT or DONT.
    Say peer_off();

    // Both agree that it is on.
    bool on() const { return state_ == State::yes; }
    // We have asked for it, and the answer is not here yet.
    bool asked() const { return state_ == State::want_yes; }

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.state_);
    }

  private:
    // RFC 1143's four states; `_then_` is its queue bit: what we wanted in the meantime.
    enum class State : std::uint8_t {
        no,
        want_no,
        want_no_then_yes,
        want_yes,
        want_yes_then_no,
        yes,
        last_ = yes
    };

    State state_ = State::no;
};

}  // namespace confab::wire
