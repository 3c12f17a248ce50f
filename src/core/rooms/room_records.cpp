#include "confab/core/rooms/room_records.hpp"

namespace confab {

namespace {

// The rules of a room without an owner go with its last member, unless nothing is to be kept there.
bool lasts(const Room& room) {
    return room.owned() || room.is_lobby() || (room.rules && !room.rules->keeps_history);
}

}  // namespace

void RoomRecords::save(const Room& room) {
    if (room.hidden() && !room.owned()) return;  // goes with its members
    if (room.rules && !lasts(room)) return remove(room);
    if (room.rules) return state_.save(RoomRecord{room.name(), room.topic, *room.rules, room.topic_mark});
    if (!room.is_lobby()) return;
    if (room.topic.empty()) return remove(room);
    state_.save(RoomRecord{room.name(), room.topic, {}, room.topic_mark});
}

}  // namespace confab
