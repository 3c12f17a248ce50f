#include "confab/core/rooms/sanction_reply.hpp"

#include "confab/core/sanctions/sanction_end.hpp"

namespace confab {

Refusal sanctioned(Refusal why, const Sanction& sanction, RoomDirectory& rooms, const ZoneClock& clock) {
    const Room* room = sanction.room_key.empty() ? nullptr : rooms.find_by_key(sanction.room_key);
    why.arguments.push_back(room == nullptr ? Argument() : argument(room->name().text));
    why.arguments.push_back(end_of(sanction, clock));
    why.arguments.push_back(argument(sanction.reason));
    return why;
}

}  // namespace confab
