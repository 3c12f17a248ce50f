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

const std::string* Invitations::invited_by(const User& user, const Room& room) {
    if (user.account != nullptr && room.rules) {
        const auto found = entry_of(room.rules->pending, user.account->id);
        if (found != room.rules->pending.end()) return &found->by;
    }
    if (!room.guests) return nullptr;
    const auto found = entry_of(room.guests->pending, user.id);
    return found == room.guests->pending.end() ? nullptr : &found->by;
}

bool Invitations::is_invited(const User& user, const Room& room) const {
    const std::string* by = invited_by(user, room);
    return by != nullptr && !ignores_.ignores(user, *by);
}

void Invitations::sent(Room& room, const Account* account, const User* user, const Actor& actor) {
    const std::string by = actor.user == nullptr ? std::string() : actor.user->name.key;
    if (account != nullptr) {
        auto& pending = room.rules_or_new().pending;
        if (pending.size() < RoomRules::max_named) pending.push_back({account->id, by});
    } else if (user != nullptr) {
        auto& pending = room.guests_or_new().pending;
        std::erase_if(pending, [this](const auto& one) { return users_.find(one.who) == nullptr; });
        if (pending.size() < RoomGuests::max_named) pending.push_back({user->id, by});
    }
}

bool Invitations::ended(Room& room, const Account* account, UserId user) {
    if (room.guests) std::erase_if(room.guests->pending, [&](const auto& one) { return one.who == user; });
    if (account == nullptr || !room.rules) return false;
    return std::erase_if(room.rules->pending, [&](const auto& one) { return one.who == account->id; }) != 0;
}

bool Invitations::let_back(const User& user, Room& room) {
    if (user.account != nullptr) {
        auto& invited = room.rules->invited;
        const bool named =
            roles_.of(*user.account, room) != Role::none || contains(invited, user.account->id);
        if (named || invited.size() >= RoomRules::max_named) return false;
        invited.push_back(user.account->id);
        return true;
    }
    welcome_back(user, room);
    return false;
}

void Invitations::welcome_back(const User& user, Room& room) {
    if (!room.rules || roles_.of(user, room) != Role::none) return;
    if (room.guests && contains(room.guests->invited, user.id)) return;
    auto& invited = room.guests_or_new().invited;
    if (invited.size() >= RoomGuests::max_named) {
        std::erase_if(invited, [this](UserId id) { return users_.find(id) == nullptr; });
    }
    if (invited.size() < RoomGuests::max_named) invited.push_back(user.id);
}

}  // namespace confab
