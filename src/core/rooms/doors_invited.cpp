// Invitations: they are taken up by naming the room with its owner, dev@ann, or by /accept. A plain name
// never leads into a private room that one has not been in, or somebody could catch others by its name.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

template <class List, class Who>
auto entry_of(List& list, const Who& who) {
    return std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.who == who; });
}

}  // namespace

// The key of the name of who invited them; null if they have not been invited, or have come since.
const std::string* Doors::invited_by(const Client& client, const Room& room) {
    if (client.account != nullptr && room.rules) {
        const auto found = entry_of(room.rules->pending, client.account->id);
        if (found != room.rules->pending.end()) return &found->by;
    }
    if (!room.guests) return nullptr;
    const auto found = entry_of(room.guests->pending, client.id);
    return found == room.guests->pending.end() ? nullptr : &found->by;
}

// Invitations by people whom one ignores are none.
bool Doors::invited(const Client& client, const Room& room) const {
    const std::string* by = invited_by(client, room);
    return by != nullptr && !hub_.ignores().ignores(client, *by);
}

void Doors::invitation_sent(Room& room, const Account* account, const Client* client, const Actor& actor) {
    const std::string by = actor.client == nullptr ? std::string() : actor.client->name.key;
    if (account != nullptr) {
        auto& pending = rules_of(room).pending;
        if (pending.size() < RoomRules::max_named) pending.push_back({account->id, by});
    } else if (client != nullptr) {
        auto& pending = guests_of(room).pending;
        std::erase_if(pending, [this](const auto& one) { return hub_.registry().find(one.who) == nullptr; });
        if (pending.size() < RoomGuests::max_named) pending.push_back({client->id, by});
    }
}

// True if that changed what is kept.
bool Doors::invitation_over(Room& room, const Account* account, ClientId client) {
    if (room.guests) std::erase_if(room.guests->pending, [&](const auto& one) { return one.who == client; });
    if (account == nullptr || !room.rules) return false;
    return std::erase_if(room.rules->pending, [&](const auto& one) { return one.who == account->id; }) != 0;
}

// "secret@ann" where "secret" would be another room to `client`, or none.
std::string Doors::name_for(const Client& client, Room& room) {
    Name name{room.name().text, hub_.names().key_of(room.name().text)};
    return !room.hidden() || behind(client, name) == &room ? room.name().text : full_name(room);
}

std::string Doors::full_name(const Room& room) const {
    const Account* owner = owned(room) ? hub_.accounts().find(room.rules->owner) : nullptr;
    return owner == nullptr || !room.hidden() ? room.name().text
                                              : sentence(room.name().text, "@", owner->name.text);
}

// The room that "dev@ann" is, if `client` may know of it.
Room* Doors::named(const Client& client, std::string_view text, std::string_view word) {
    const std::size_t mark = text.find('@');
    auto checked = hub_.names().check_room(text.substr(0, mark));
    const Name* name = std::get_if<Name>(&checked);
    const Account* owner = hub_.accounts().find_by_key(hub_.names().key_of(text.substr(mark + 1)));
    if (name == nullptr || owner == nullptr) return nullptr;
    Room* room = hub_.rooms().find_by_key(sentence(owner->id, "#", name->key));
    if (room != nullptr) return knows(client, *room) || opens(*room, word) ? room : nullptr;
    room = hub_.rooms().find_by_key(name->key);
    return room != nullptr && owned(*room) && room->rules->owner == owner->id ? room : nullptr;
}

void Doors::accept(Client& client, std::string_view which, Now now) {
    const std::size_t mark = which.find('@');
    auto checked = hub_.names().check_room(which.substr(0, mark));
    const Name* name = std::get_if<Name>(&checked);
    const std::string key = name == nullptr ? std::string() : name->key;
    const Room* only = mark == std::string_view::npos ? nullptr : named(client, which, {});
    std::vector<Room*> found;
    hub_.rooms().for_each([&](Room& room) {
        if (!invited(client, room)) return;
        const bool wanted = mark != std::string_view::npos
                                ? &room == only
                                : which.empty() || hub_.names().key_of(room.name().text) == key;
        if (wanted) found.push_back(&room);
    });
    if (found.size() == 1) return hub_.join(client, found.front()->name(), {}, now);
    if (found.empty()) {
        const char* sign = which.starts_with('#') ? "" : "#";
        const std::string place = which.empty() ? std::string() : sentence(" to ", sign, excerpt(which, 64));
        return hub_.tell_error(client, sentence("nobody has invited you", place), now);
    }
    std::string list;
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i) {
        list += sentence(list.empty() ? "" : ", ", "#", full_name(*found[i]));
    }
    hub_.tell_error(client, sentence("you are invited to ", list, "; say which: /accept ROOM"), now);
}

}  // namespace confab
