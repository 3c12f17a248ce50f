// /kick /mute /unmute /ban /unban /bans /lockdown: for operators.
#pragma once

#include <optional>

#include "command_table.hpp"
#include "confab/core/sanctions/sanction.hpp"

namespace confab {

class Access;
class Moderation;
class Roles;
class SanctionRegister;
class ServerRoles;

class ModerationCommands {
  public:
    ModerationCommands(Moderation& moderation, const Access& access, const Roles& roles,
                       const ServerRoles& server_roles, const SanctionRegister& sanctions)
        : moderation_(moderation),
          access_(access),
          roles_(roles),
          server_roles_(server_roles),
          sanctions_(sanctions) {}

    void add_to(CommandTable& table);

  private:
    void kick(Caller& caller, const Arguments& arguments, Now now);
    void mute(Caller& caller, const Arguments& arguments, Now now);
    void unmute(Caller& caller, const Arguments& arguments, Now now);
    void ban(Caller& caller, const Arguments& arguments, Now now);
    void unban(Caller& caller, const Arguments& arguments, Now now);
    void bans(Caller& caller, const Arguments& arguments, Now now);
    void lockdown(Caller& caller, const Arguments& arguments, Now now);

    void impose(const Caller& caller, const Arguments& arguments, Sanction::Kind kind, Now now);
    void lift(const Caller& caller, const Arguments& arguments, Sanction::Kind kind, Now now);
    // The room that an act is about; null is the whole server. Nothing: the room is not known, and the
    // caller has been told.
    std::optional<Room*> scope(const Caller& caller, std::string_view room);
    // The same. Without a room, the act of a server operator is about the whole server.
    std::optional<Room*> wide_scope(const Caller& caller, std::string_view room);

    Moderation& moderation_;
    const Access& access_;
    const Roles& roles_;
    const ServerRoles& server_roles_;
    const SanctionRegister& sanctions_;
};

}  // namespace confab
