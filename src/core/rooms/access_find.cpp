// Which rooms a user sees, and which one a name means to it.
#include <fmt/format.h>

#include <algorithm>

#include "confab/base/contains.hpp"
#include "confab/core/rooms/access.hpp"

namespace confab {

namespace {

// Takes as long for a word that is nearly right as for any other.
bool same_word(std::string_view a, std::string_view b) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; i < a.size() && !b.empty(); ++i) same &= a[i] == b[i % b.size()];
    return same;
}

}  // namespace

bool Access::knows(const User& user, const Room& room) const {
    if (user.membership(room) != nullptr || server_roles_.is_operator(user)) return true;
    if (Invitations::invited_by(user, room) != nullptr) return invitations_.is_invited(user, room);
    if (Roles::marked(user, room) != Role::none) return true;
    if (user.account != nullptr && room.rules && contains(room.rules->invited, user.account->id)) return true;
    return room.guests && contains(room.guests->invited, user.id);
}

bool Access::opens(const Room& room, std::string_view word) {
    return room.has_key() && !word.empty() && same_word(word, room.rules->key);
}

bool Access::sees(const User& user, const Room& room) const {
    return room.hidden() ? knows(user, room) : room.exists();
}

Room* Access::find(const User& user, std::string_view text) const {
    if (text.find('@') != std::string_view::npos) return named(user, text);
    const auto checked = names_.check_room(text);
    const RoomName* good = std::get_if<RoomName>(&checked);
    Room* room = good == nullptr ? nullptr : resolve(user, *good);
    return room != nullptr && sees(user, *room) ? room : nullptr;
}

// A private room that the user is in, or owns, comes before one that all see, and that before any other
// private one. A plain name does not lead into a private room where the user has not been yet, unless with
// the room's key.
Room* Access::resolve(const User& user, const RoomName& name, std::string_view word) const {
    Room* open = rooms_.find_by_key(name.key);
    if (name.key.is_private()) {
        return open != nullptr && (knows(user, *open) || opens(*open, word)) ? open : nullptr;
    }
    const bool there = open != nullptr && open->exists();
    const bool asks = there && open->has_key();
    Room* best = nullptr;
    int order = 0;
    rooms_.for_each_hidden(name.key.base(), [&](Room& room) {
        const bool been = knows(user, room) && Invitations::invited_by(user, room) == nullptr;
        const bool own = user.account != nullptr && room.rules->owner == user.account->id;
        const int place = user.membership(room) != nullptr                   ? 3
                          : own                                              ? 2
                          : (opens(room, word) && !asks) || (been && !there) ? 1
                                                                             : 0;
        if (place > order) best = &room;
        order = std::max(order, place);
    });
    return best == nullptr ? open : best;
}

std::string Access::name_for(const User& user, Room& room) const {
    const RoomName plain{room.name().text, RoomKey::of_public(room.name().key.base())};
    return !room.hidden() || resolve(user, plain) == &room ? room.name().text : full_name(room);
}

std::string Access::full_name(const Room& room) const {
    const Account* owner = room.owned() ? accounts_.find(room.rules->owner) : nullptr;
    return owner == nullptr || !room.hidden() ? room.name().text
                                              : fmt::format("{}@{}", room.name().text, owner->name.text);
}

Room* Access::named(const User& user, std::string_view text, std::string_view word) const {
    const std::size_t mark = text.find('@');
    auto checked = names_.check_room(text.substr(0, mark));
    const RoomName* name = std::get_if<RoomName>(&checked);
    const Account* owner = accounts_.find_by_key(names_.key_of(text.substr(mark + 1)));
    if (name == nullptr || owner == nullptr) return nullptr;
    Room* room = rooms_.find_by_key(RoomKey::of_private(owner->id, name->key.base()));
    if (room != nullptr) return knows(user, *room) || opens(*room, word) ? room : nullptr;
    room = rooms_.find_by_key(name->key);
    return room != nullptr && room->owned() && room->rules->owner == owner->id ? room : nullptr;
}

Room* Access::left_under(const RoomKey& key) const {
    if (Room* room = rooms_.find_by_key(key)) return room;
    if (!key.is_private()) return nullptr;
    Room* room = rooms_.find_by_key(RoomKey::of_public(key.base()));
    const bool same = room != nullptr && room->owned() && room->rules->moved_from == key;
    return same ? room : nullptr;
}

}  // namespace confab
