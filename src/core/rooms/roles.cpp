#include "confab/core/rooms/roles.hpp"

#include <algorithm>

#include "confab/base/contains.hpp"

namespace confab {

Role Roles::of(const User& user, const Room& room) const {
    return server_roles_.is_operator(user) ? Role::server_operator : marked(user, room);
}

Role Roles::of(const Account& account, const Room& room) const {
    return server_roles_.is_operator(account) ? Role::server_operator : marked(account, room);
}

Actor Roles::actor(const User& user, const Room* room) const {
    Actor actor{user.name.text, Role::none, &user};
    if (room != nullptr) {
        actor.role = of(user, *room);
    } else if (server_roles_.is_operator(user)) {
        actor.role = Role::server_operator;
    }
    return actor;
}

Role Roles::marked(const User& user, const Room& room) {
    const Role by_account = user.account == nullptr ? Role::none : marked(*user.account, room);
    return std::max(by_account, marked(user.id, room));
}

Role Roles::marked(UserId user, const Room& room) {
    if (!room.guests) return Role::none;
    if (contains(room.guests->operators, user)) return Role::room_operator;
    return contains(room.guests->voices, user) ? Role::voice : Role::none;
}

Role Roles::marked(const Account& account, const Room& room) {
    if (!room.rules) return Role::none;
    if (room.rules->owner == account.id) return Role::owner;
    if (contains(room.rules->operators, account.id)) return Role::room_operator;
    return contains(room.rules->voices, account.id) ? Role::voice : Role::none;
}

std::string_view Roles::shown(const User& user, const Room& room) {
    switch (marked(user, room)) {
        case Role::owner: return "owner";
        case Role::room_operator: return "operator";
        default: return {};
    }
}

}  // namespace confab
