// One person as the hub knows them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "confab/core/audience.hpp"
#include "confab/core/ids.hpp"
#include "confab/core/name.hpp"
#include "confab/core/time.hpp"

namespace confab {

class Room;

// A client's place in one room. `announced`: the room was told of the arrival. `spoke`: the room
// has seen it say something. Who did neither and goes early was never there.
struct Membership {
    Room* room = nullptr;
    std::uint32_t index = 0;  // in Room::members
    bool announced = false;
    bool spoke = false;
};

// What only few clients ever use, kept apart so that an idle one stays small.
struct ClientExtras {
    bool away = false;
    std::string away_text;
    std::vector<Name> ignores;
    ClientId wrote_last;  // who sent the last private message to this client
};

struct Client {
    ClientId id;
    Name name;
    std::uint32_t guest_number = 0;  // while it has the name it was given; else 0
    bool echo = true;
    View view;
    MonoTime connected_at{};
    MonoTime last_active{};
    std::vector<Membership> rooms;  // in the order of joining; never empty while connected
    Room* current = nullptr;
    std::unique_ptr<ClientExtras> extras;

    ClientExtras& more() {
        if (!extras) extras = std::make_unique<ClientExtras>();
        return *extras;
    }

    Membership* membership(const Room& room) {
        for (Membership& m : rooms) {
            if (m.room == &room) return &m;
        }
        return nullptr;
    }
};

}  // namespace confab
