#include "confab/core/rooms/visibility.hpp"

#include <utility>

#include "confab/core/rooms/private_periods.hpp"

namespace confab {

// False: too much is being moved or removed already.
bool Visibility::change_key(Room& room, RoomKey key) {
    const RoomKey before = room.name().key;
    const std::uint64_t up_to = room.last_id();
    if (!log_.rename(before, key, up_to)) return false;
    state_.remove_room(before);
    rooms_.change_key(room, std::move(key));
    sanctions_.rename_room(before, room.name().key);
    room.rules->moved_from = before;
    room.rules->moved_up_to = up_to;
    return true;
}

Refusal Visibility::hide(Room& room) {
    RoomKey key = RoomKey::of_private(room.rules->owner, room.name().key.base());
    if (!change_key(room, std::move(key))) return {Code::messages_busy};
    begin_private_period(room);
    return {};
}

Refusal Visibility::show(Room& room) {
    const RoomKey key = RoomKey::of_public(room.name().key.base());
    const Room* other = rooms_.find_by_key(key);
    if (other != nullptr && other->exists()) {
        return {Code::public_room_exists, room.name().text};
    }
    const std::uint64_t last = room.last_id();
    if (!change_key(room, key)) return {Code::messages_busy};
    end_private_period(room, last);
    room.rules->unlisted = false;
    return {};
}

Refusal Visibility::move_to(Room& room, const Account& owner) {
    if (!room.hidden()) return {};
    RoomKey key = RoomKey::of_private(owner.id, room.name().key.base());
    if (rooms_.find_by_key(key) != nullptr) return {Code::private_room_exists, room.name().text};
    if (!change_key(room, std::move(key))) return {Code::messages_busy};
    return {};
}

}  // namespace confab
