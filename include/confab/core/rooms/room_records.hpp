// Saves what lasts of a room.
#pragma once

#include "confab/core/ports/state_store.hpp"
#include "confab/core/rooms/room.hpp"

namespace confab {

class RoomRecords {
  public:
    // `state` outlives it.
    explicit RoomRecords(StateStore& state) : state_(state) {}

    // The room's topic or its rules have changed. Of rooms without an owner only the lobby lasts.
    void save(const Room& room);
    void remove(const Room& room) { state_.remove_room(room.name().key); }

  private:
    StateStore& state_;
};

}  // namespace confab
