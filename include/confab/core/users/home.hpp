// Where a connection is when it begins, and whether it has to be in a room.
#pragma once

#include <cstdint>

namespace confab {

// Must one be in a room? Where lines are typed without naming a room, yes: in the lobby if in no other.
enum class Home : std::uint8_t {
    always,   // from the lobby on
    lobby,    // there at first, perhaps nowhere later
    nowhere,  // in no room at first
};

// How a connection begins. `nameless`: see operation::Arrive.
struct Coming {
    Home home = Home::always;
    bool nameless = false;
};

}  // namespace confab
