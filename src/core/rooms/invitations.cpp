#include "confab/core/rooms/invitations.hpp"

#include <algorithm>

#include "confab/base/contains.hpp"

namespace confab {

namespace {

template <class List, class Id>
auto entry_of(List& list, const Id& id) {
    return std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.who == id; });
}

}  // namespace

const std::string* Invitations::invited_by(const Client& client, const Room& room) {
    if (client.account != nullptr && room.rules) {
        const auto found = entry_of(room.rules->pending, client.account->id);
        if (found != room.rules->pending.end()) return &found->by;
    }
    if (!room.guests) return nullptr;
    const auto found = entry_of(room.guests->pending, client.id);
    return found == room.guests->pending.end() ? nullptr : &found->by;
}

bool Invitations::is_invited(const Client& client, const Room& room) const {
    const std::string* by = invited_by(client, room);
    return by != nullptr && !ignores_.ignores(client, *by);
}

void Invitations::sent(Room& room, const Account* account, const Client* client, const Actor& actor) {
    const std::string by = actor.client == nullptr ? std::string() : actor.client->name.key;
    if (account != nullptr) {
        auto& pending = room.rules_or_new().pending;
        if (pending.size() < RoomRules::max_named) pending.push_back({account->id, by});
    } else if (client != nullptr) {
        auto& pending = room.guests_or_new().pending;
        std::erase_if(pending, [this](const auto& one) { return users_.find(one.who) == nullptr; });
        if (pending.size() < RoomGuests::max_named) pending.push_back({client->id, by});
    }
}

bool Invitations::ended(Room& room, const Account* account, ClientId client) {
    if (room.guests) std::erase_if(room.guests->pending, [&](const auto& one) { return one.who == client; });
    if (account == nullptr || !room.rules) return false;
    return std::erase_if(room.rules->pending, [&](const auto& one) { return one.who == account->id; }) != 0;
}

bool Invitations::let_back(const Client& client, Room& room) {
    if (client.account != nullptr) {
        auto& invited = room.rules->invited;
        const bool named =
            roles_.of(*client.account, room) != Role::none || contains(invited, client.account->id);
        if (named || invited.size() >= RoomRules::max_named) return false;
        invited.push_back(client.account->id);
        return true;
    }
    welcome_back(client, room);
    return false;
}

void Invitations::welcome_back(const Client& client, Room& room) {
    if (!room.rules || roles_.of(client, room) != Role::none) return;
    if (room.guests && contains(room.guests->invited, client.id)) return;
    auto& invited = room.guests_or_new().invited;
    if (invited.size() >= RoomGuests::max_named) {
        std::erase_if(invited, [this](ClientId id) { return users_.find(id) == nullptr; });
    }
    if (invited.size() < RoomGuests::max_named) invited.push_back(client.id);
}

}  // namespace confab
