// Which rooms a client sees, and which one a name means to it.
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

bool Access::knows(const Client& client, const Room& room) const {
    if (client.membership(room) != nullptr || server_roles_.is_operator(client)) return true;
    if (Invitations::invited_by(client, room) != nullptr) return invitations_.is_invited(client, room);
    if (Roles::marked(client, room) != Role::none) return true;
    if (client.account != nullptr && room.rules && contains(room.rules->invited, client.account->id))
        return true;
    return room.guests && contains(room.guests->invited, client.id);
}

bool Access::opens(const Room& room, std::string_view word) {
    return room.has_key() && !word.empty() && same_word(word, room.rules->key);
}

bool Access::sees(const Client& client, const Room& room) const {
    return room.hidden() ? knows(client, room) : room.exists();
}

Room* Access::find(const Client& client, std::string_view text) const {
    if (text.find('@') != std::string_view::npos) return named(client, text);
    const auto checked = names_.check_room(text);
    const RoomName* good = std::get_if<RoomName>(&checked);
    Room* room = good == nullptr ? nullptr : resolve(client, *good);
    return room != nullptr && sees(client, *room) ? room : nullptr;
}

// A private room that the client is in, or owns, comes before one that all see, and that before any other
// private one. A plain name does not lead into a private room where the client has not been yet, unless with
// the room's key.
Room* Access::resolve(const Client& client, const RoomName& name, std::string_view word) const {
    Room* open = rooms_.find_by_key(name.key);
    if (name.key.is_private()) {
        return open != nullptr && (knows(client, *open) || opens(*open, word)) ? open : nullptr;
    }
    const bool there = open != nullptr && open->exists();
    const bool asks = there && open->has_key();
    Room* best = nullptr;
    int order = 0;
    rooms_.for_each_hidden(name.key.base(), [&](Room& room) {
        const bool been = knows(client, room) && Invitations::invited_by(client, room) == nullptr;
        const bool own = client.account != nullptr && room.rules->owner == client.account->id;
        const int place = client.membership(room) != nullptr                 ? 3
                          : own                                              ? 2
                          : (opens(room, word) && !asks) || (been && !there) ? 1
                                                                             : 0;
        if (place > order) best = &room;
        order = std::max(order, place);
    });
    return best == nullptr ? open : best;
}

std::string Access::name_for(const Client& client, Room& room) const {
    const RoomName plain{room.name().text, RoomKey::of_public(room.name().key.base())};
    return !room.hidden() || resolve(client, plain) == &room ? room.name().text : full_name(room);
}

std::string Access::full_name(const Room& room) const {
    const Account* owner = room.owned() ? accounts_.find(room.rules->owner) : nullptr;
    return owner == nullptr || !room.hidden() ? room.name().text
                                              : fmt::format("{}@{}", room.name().text, owner->name.text);
}

Room* Access::named(const Client& client, std::string_view text, std::string_view word) const {
    const std::size_t mark = text.find('@');
    auto checked = names_.check_room(text.substr(0, mark));
    const RoomName* name = std::get_if<RoomName>(&checked);
    const Account* owner = accounts_.find_by_key(names_.key_of(text.substr(mark + 1)));
    if (name == nullptr || owner == nullptr) return nullptr;
    Room* room = rooms_.find_by_key(RoomKey::of_private(owner->id, name->key.base()));
    if (room != nullptr) return knows(client, *room) || opens(*room, word) ? room : nullptr;
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
