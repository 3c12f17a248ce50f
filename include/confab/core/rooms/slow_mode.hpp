// Slow rooms: one message of a person in a while, however they come and go.
#pragma once

#include <optional>

#include "confab/core/rooms/room.hpp"

namespace confab {

inline constexpr std::uint32_t max_slow = 3600;  // seconds between two messages of one person

// How long a member still has to wait; nothing if they may speak.
std::optional<std::chrono::seconds> slow_wait(const User& user, const Room& room, Now now);
// The member is leaving.
void remember_speaker(const User& user, Room& room);

}  // namespace confab
