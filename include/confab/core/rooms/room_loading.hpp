// Rooms at the start, as they were saved.
#pragma once

#include <vector>

#include "confab/core/ports/message_log.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/rooms/room.hpp"

namespace confab {

// After the tails of the history.
void load_rooms(std::vector<RoomRecord> records, RoomDirectory& rooms, StateStore& state, MessageLog& log);

}  // namespace confab
