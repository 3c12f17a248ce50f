// One way in which a user is connected: what was asked on it is answered on it, and what somebody types there
// is meant for its current room. What goes to a connection, and comes from it, has its ClientId.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/address.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/home.hpp"
#include "confab/core/users/prompt.hpp"
#include "confab/core/users/reading.hpp"

namespace confab {

class Room;

// What only few connections ever use, kept apart so that an idle one stays small.
struct ConnectionExtras {
    Prompt prompt;                     // what the next line answers
    std::string came_back_with;        // the code of the connection before, as resume_code_of() gives it
    std::unique_ptr<Reading> reading;  // position in the history
    // Without the name; null: nothing was chosen.
    std::unique_ptr<DisplayPreferences> display;
    // Of a connection that the user did not act on last: Membership::seen as it is for this one, in the order
    // of User::rooms.
    std::vector<std::uint32_t> seen;
    AccountId operates_as = 0;  // a server operator's, whose password was given there
    AccountId proved = 0;       // the password of that account was right, before the user came in
    std::string certificate;    // SHA-256 of the one that the client has shown, in hexadecimal; empty: none
};

struct Connection {
    ClientId id;
    bool echo = true;
    bool chose_quiet = false;  // by /quiet; otherwise it is on for interactive displays and off for lines
    bool encrypted = false;
    bool was_warned = false;  // that others may read a password on the way
    Home home = Home::always;
    View view;
    Address address{};
    MonoTime since{};
    MonoTime last_active{};
    Room* current = nullptr;  // the room that is talked in; null before the user is let in, and in no room
    std::unique_ptr<ConnectionExtras> extras;

    bool is_asked() const { return extras && extras->prompt.index() != 0; }

    ConnectionExtras& more() {
        if (!extras) extras = std::make_unique<ConnectionExtras>();
        return *extras;
    }
    Reading& reading() {
        if (!more().reading) more().reading = std::make_unique<Reading>();
        return *extras->reading;
    }
    const Reading* reading_if_any() const { return extras ? extras->reading.get() : nullptr; }
    const DisplayPreferences& display() const {
        static const DisplayPreferences nothing_chosen;
        return extras && extras->display ? *extras->display : nothing_chosen;
    }
    void set_display(const DisplayPreferences& chosen);
    // Empty if it did not come back.
    std::string_view came_back_with() const {
        return extras ? std::string_view(extras->came_back_with) : std::string_view();
    }
    std::string_view certificate() const {
        return extras ? std::string_view(extras->certificate) : std::string_view();
    }
};

}  // namespace confab
