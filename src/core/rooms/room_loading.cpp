#include "confab/core/rooms/room_loading.hpp"

#include <utility>

#include "confab/core/rooms/private_periods.hpp"

namespace confab {

namespace {

// Only the lobby and rooms without history last without an owner.
bool is_nobodys(const Room& room, const RoomRules& rules) {
    return rules.owner == 0 && rules.keeps_history && !room.is_lobby();
}

}  // namespace

void load_rooms(std::vector<RoomRecord> records, RoomDirectory& rooms, StateStore& state, MessageLog& log) {
    for (RoomRecord& record : records) {
        Room& room = rooms.restore(std::move(record.name), 0);
        // The last run was not through with removing it. The rest of too many waits for the next start.
        if (!record.rules.keeps_history && room.history.size() != 0) {
            room.history.keep(0);
            log.forget(room.name().key, room.last_id());
        }
        if (is_nobodys(room, record.rules)) {
            state.remove_room(room.name().key);
            continue;
        }
        room.topic = std::move(record.topic);
        room.topic_mark = std::move(record.topic_mark);
        if (room.is_lobby() && record.rules == RoomRules()) continue;  // it only has a topic
        room.rules = std::make_unique<RoomRules>(std::move(record.rules));
        load_private_periods(room);
        rooms.ids_above(room.rules->moved_up_to);
    }
}

}  // namespace confab
