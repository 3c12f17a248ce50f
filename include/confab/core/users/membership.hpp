// The place of a user in one room.
#pragma once

#include <chrono>
#include <cstdint>
#include <ratio>

#include "confab/base/time.hpp"

namespace confab {

class Room;

// `announced`: the room was told of the arrival. `spoke`: the room has seen the user say something. A user
// that did neither and goes early was never there. While they are `unseen`, the room is told nothing of them
// until they speak: a name is a text, too.
//
// Everyone has one of these, and 24 bytes are what the allocator gives at least: so the time is
// coarse, and of an id its lowest bits have to do.
struct Membership {
    Room* room = nullptr;
    std::uint32_t index = 0;     // in Room::members
    std::uint32_t spoke_at = 0;  // when last, if they did: in ticks
    std::uint32_t seen = 0;      // the room's last id when the user talked here last, or came
    bool announced = false;
    bool spoke = false;
    bool unseen = false;  // under the present name, taken while its owner might not speak here

    // How much was said since, up to 2^32 of it.
    std::uint32_t unread(std::uint64_t last_id) const { return static_cast<std::uint32_t>(last_id) - seen; }
};
static_assert(sizeof(Membership) <= 24);

// A 64th of a second; 2^32 of them are two years, and differences may wrap round.
using Ticks = std::chrono::duration<std::uint32_t, std::ratio<1, 64>>;

inline std::uint32_t in_ticks(MonoTime time) {
    return static_cast<std::uint32_t>(time.time_since_epoch().count() * 64 / 1000);
}

// Whoever spoke within this time is missed when going, also by those who want little told.
inline constexpr Milliseconds lately{15 * 60 * 1000};

inline bool spoke_lately(const Membership& membership, MonoTime now) {
    return membership.spoke && Ticks{in_ticks(now) - membership.spoke_at} < lately;
}

}  // namespace confab
