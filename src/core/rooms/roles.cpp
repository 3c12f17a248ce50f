#include "confab/core/rooms/roles.hpp"

#include <algorithm>

#include "confab/base/contains.hpp"

namespace confab {

Role Roles::of(const Client& client, const Room& room) const {
    return server_roles_.is_operator(client) ? Role::server_operator : marked(client, room);
}

Role Roles::of(const Account& account, const Room& room) const {
    return server_roles_.is_operator(account) ? Role::server_operator : marked(account, room);
}

Actor Roles::actor(const Client& client, const Room* room) const {
    Actor actor{client.name.text, Role::none, &client};
    if (room != nullptr) {
        actor.role = of(client, *room);
    } else if (server_roles_.is_operator(client)) {
        actor.role = Role::server_operator;
    }
    return actor;
}

Role Roles::marked(const Client& client, const Room& room) {
    const Role by_account = client.account == nullptr ? Role::none : marked(*client.account, room);
    return std::max(by_account, marked(client.id, room));
}

Role Roles::marked(ClientId client, const Room& room) {
    if (!room.guests) return Role::none;
    if (contains(room.guests->operators, client)) return Role::room_operator;
    return contains(room.guests->voices, client) ? Role::voice : Role::none;
}

Role Roles::marked(const Account& account, const Room& room) {
    if (!room.rules) return Role::none;
    if (room.rules->owner == account.id) return Role::owner;
    if (contains(room.rules->operators, account.id)) return Role::room_operator;
    return contains(room.rules->voices, account.id) ? Role::voice : Role::none;
}

std::string_view Roles::shown(const Client& client, const Room& room) {
    switch (marked(client, room)) {
        case Role::owner: return "owner";
        case Role::room_operator: return "operator";
        default: return {};
    }
}

}  // namespace confab
