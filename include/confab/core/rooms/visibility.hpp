// Makes rooms private and public. Both give the room another key, in the directory and wherever it is stored.
#pragma once

#include "confab/core/outcome.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/sanctions/sanction_register.hpp"

namespace confab {

class Visibility {
  public:
    // All of them outlive it.
    Visibility(RoomDirectory& rooms, SanctionRegister& sanctions, StateStore& state, MessageLog& log)
        : rooms_(rooms), sanctions_(sanctions), state_(state), log_(log) {}

    // The room has an owner and is public.
    Refusal hide(Room& room);
    // The room is private. Another public room must not have the name.
    Refusal show(Room& room);
    // A private room that has lost its owner goes by the new one's number.
    Refusal move_to(Room& room, const Account& owner);

  private:
    bool change_key(Room& room, RoomKey key);

    RoomDirectory& rooms_;
    SanctionRegister& sanctions_;
    StateStore& state_;
    MessageLog& log_;
};

}  // namespace confab
