// The places of a user in their rooms, as they are saved.
#pragma once

#include <vector>

#include "confab/core/rooms/room.hpp"

namespace confab {

// The current room comes last. Everything that was said counts as shown.
std::vector<Seat> seats_of(const User& user);
// At the start: those who were there when a crash came had been shown everything there is.
void complete_guest_seats(std::vector<GuestSeat>& seats, RoomDirectory& rooms);

}  // namespace confab
