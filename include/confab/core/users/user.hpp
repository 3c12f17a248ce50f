// One person as the chat knows them: a name, perhaps an account, a place in each of their rooms, and a
// connection. Today each user has one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/name.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/confidants.hpp"
#include "confab/core/users/connection.hpp"
#include "confab/core/users/membership.hpp"

namespace confab {

// What only few users ever have, kept apart so that an idle one stays small.
struct UserExtras {
    bool away = false;
    std::string away_text;
    std::vector<Name> ignores;
    Writers writers;
    Confidants confidants;
};

struct User {
    UserId id;
    Connection connection;
    Name name;
    std::uint32_t guest_number = 0;  // while it has the name it was given; else 0
    std::uint64_t code = 0;          // of a guest, to come back with (ResumeTokens); 0: none
    Account* account = nullptr;      // null: a guest; else its name is the user's
    // The last sanction there was when they logged in: a later one by address is not for them.
    std::uint32_t sanctions_at_login = 0;
    std::vector<Membership> rooms;  // in the order of joining; never empty while connected
    std::unique_ptr<UserExtras> extras;

    UserExtras& more() {
        if (!extras) extras = std::make_unique<UserExtras>();
        return *extras;
    }

    const Membership* membership(const Room& room) const {
        for (const Membership& m : rooms) {
            if (m.room == &room) return &m;
        }
        return nullptr;
    }
    Membership* membership(const Room& room) {
        for (Membership& m : rooms) {
            if (m.room == &room) return &m;
        }
        return nullptr;
    }
};

}  // namespace confab
