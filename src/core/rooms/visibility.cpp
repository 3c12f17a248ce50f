#include "confab/core/rooms/visibility.hpp"

#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/rooms/private_periods.hpp"
#include "confab/core/rooms/room_key.hpp"

namespace confab {

namespace {

constexpr std::string_view busy = "too much is being removed or moved at the moment, try again in a minute";

}  // namespace

// False: too much is being moved or removed already.
bool Visibility::change_key(Room& room, std::string key) {
    const std::string before = room.name().key;
    const std::uint64_t up_to = room.last_id();
    if (!log_.rename(before, key, up_to)) return false;
    state_.remove_room(before);
    rooms_.change_key(room, std::move(key));
    sanctions_.rename_room(before, room.name().key);
    room.rules->moved_from = before;
    room.rules->moved_up_to = up_to;
    return true;
}

TextRefusal Visibility::hide(Room& room) {
    if (!change_key(room, private_key(room.rules->owner, room.name().key))) return std::string(busy);
    begin_private_period(room);
    return {};
}

TextRefusal Visibility::show(Room& room) {
    const std::string base(base_of_key(room.name().key));
    const Room* other = rooms_.find_by_key(base);
    if (other != nullptr && other->exists()) {
        return sentence("there is another #", room.name().text,
                        " that everybody sees, so this one stays private");
    }
    const std::uint64_t last = room.last_id();
    if (!change_key(room, base)) return std::string(busy);
    end_private_period(room, last);
    room.rules->unlisted = false;
    return {};
}

TextRefusal Visibility::move_to(Room& room, const Account& owner) {
    if (!room.hidden()) return {};
    std::string key = private_key(owner.id, base_of_key(room.name().key));
    if (rooms_.find_by_key(key) != nullptr) {
        return sentence("you own another private #", room.name().text);
    }
    if (change_key(room, std::move(key))) return {};
    return "too much is being changed at the moment, try again in a minute";
}

}  // namespace confab
