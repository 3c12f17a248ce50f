// What somebody is in a room: its owner, an operator, a voice.
#pragma once

#include <string_view>

#include "confab/core/rooms/room.hpp"
#include "confab/core/users/role.hpp"
#include "confab/core/users/server_roles.hpp"

namespace confab {

class Roles {
  public:
    // `server_roles` outlives it.
    explicit Roles(const ServerRoles& server_roles) : server_roles_(server_roles) {}

    Role of(const User& user, const Room& room) const;
    Role of(const Account& account, const Room& room) const;
    // `room`: what the act is about; null is the whole server.
    Actor actor(const User& user, const Room* room) const;

    // By the room's own marks, whatever else they are on this server.
    static Role marked(const User& user, const Room& room);
    static Role marked(const Account& account, const Room& room);
    static Role marked(UserId user, const Room& room);
    // "owner" or "operator", by those marks; empty if neither.
    static std::string_view shown(const User& user, const Room& room);

  private:
    const ServerRoles& server_roles_;
};

}  // namespace confab
