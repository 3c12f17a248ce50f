// One person as the chat knows them: a name, perhaps an account, a place in each of their rooms, and their
// connections. They leave with the last of these.
#pragma once

#include <algorithm>
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
    Connection connection;                            // the only one, or the one that they acted on last
    std::unique_ptr<std::vector<Connection>> others;  // null, or not empty; in the order of acting on them
    Name name;
    std::uint32_t guest_number = 0;  // while it has the name it was given; else 0
    std::uint64_t code = 0;          // of a guest, to come back with (ResumeTokens); 0: none
    Account* account = nullptr;      // null: a guest; else its name is the user's
    // The last sanction there was when they logged in: a later one by address is not for them.
    std::uint32_t sanctions_at_login = 0;
    std::uint16_t sharing = 1;      // connections that share what they may send: see share_sending()
    std::vector<Membership> rooms;  // in the order of joining; may be empty if !needs_room()
    std::unique_ptr<UserExtras> extras;

    // Has not logged in yet, where nobody is let in without: is in no room, and nobody sees them.
    bool is_unnamed() const { return name.key.empty(); }

    // In no room at all there would be nobody to say anything to, if a connection has to be in one.
    bool needs_room() const {
        bool needs = false;
        for_each_connection([&](const Connection& each) { needs = needs || each.home == Home::always; });
        return needs;
    }

    UserExtras& more() {
        if (!extras) extras = std::make_unique<UserExtras>();
        return *extras;
    }

    // `connection` first.
    template <class F>
    void for_each_connection(F&& f) {
        f(connection);
        if (!others) return;
        for (Connection& other : *others) f(other);
    }
    template <class F>
    void for_each_connection(F&& f) const {
        f(connection);
        if (!others) return;
        for (const Connection& other : *others) f(other);
    }
    // They are here from the first of their connections on, as far as it is still there.
    MonoTime since() const {
        MonoTime first = connection.since;
        for_each_connection([&](const Connection& each) { first = std::min(first, each.since); });
        return first;
    }
    std::size_t connections() const { return 1 + (others ? others->size() : 0); }
    const Connection* find_connection(ClientId which) const;
    // What was said in the room, whose last id that is, since the connection talked there.
    std::uint32_t unread(const Membership& membership, const Connection& where, std::uint64_t last_id) const;
    // From now on `which`, which must be one of theirs, is `connection`.
    void act_on(ClientId which) {
        if (connection.id != which) bring_forward(which);
    }
    // One more, which is not acted on yet. It must be in no room that the user is not in.
    void add_connection(Connection added);
    // Takes it away; they must have another one.
    Connection remove_connection(ClientId which);
    void bring_forward(ClientId which);

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
