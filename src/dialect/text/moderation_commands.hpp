// /kick /mute /unmute /ban /unban /bans /lockdown: for operators.
#pragma once

#include <optional>

#include "command_table.hpp"
#include "confab/core/operation.hpp"

namespace confab {

class Access;
class Moderation;
class OperationLog;
class Roles;
class RoomDirectory;
class SanctionRegister;
class ServerRoles;

class ModerationCommands {
  public:
    ModerationCommands(const Moderation& moderation, RoomDirectory& rooms, const Access& access,
                       const Roles& roles, const ServerRoles& server_roles, const SanctionRegister& sanctions,
                       OperationLog& log)
        : moderation_(moderation),
          rooms_(rooms),
          access_(access),
          roles_(roles),
          server_roles_(server_roles),
          sanctions_(sanctions),
          log_(log) {}

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
    // What an act is about. Nothing: the room is not known, and the caller has been told.
    std::optional<operation::Scope> narrow_scope(const Caller& caller, std::string_view room) const;
    // The same. Without a room, the act of a server operator is about the whole server.
    std::optional<operation::Scope> wide_scope(const Caller& caller, std::string_view room) const;
    // Null is the whole server.
    Room* room_of(const Caller& caller, const operation::Scope& scope);

    const Moderation& moderation_;
    RoomDirectory& rooms_;
    const Access& access_;
    const Roles& roles_;
    const ServerRoles& server_roles_;
    const SanctionRegister& sanctions_;
    OperationLog& log_;
};

}  // namespace confab
