// What was said in private. A room stays the same one when it becomes private or public, and so does its
// history; what is said while it is private is marked, and only the members of that time are shown it
// afterwards.
#pragma once

#include <cstdint>

#include "confab/core/ports/message_log.hpp"
#include "confab/core/rooms/room.hpp"

namespace confab {

// What of a room was said in private, and whether `user` is shown that.
PrivateIds private_ids(const User& user, const Room& room);

void begin_private_period(Room& room);
// `last`: the last id that was said in private.
void end_private_period(Room& room, std::uint64_t last);
// What was said has been removed, so it needs no readers any more.
void forget_private_periods(Room& room);
// At the start, when nobody is there.
void load_private_periods(Room& room);
// `user` is a member of a private room, or has been one until that id.
void note_reader(const User& user, Room& room, std::uint64_t up_to);

}  // namespace confab
