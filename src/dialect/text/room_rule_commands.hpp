// /room /invite /uninvite /op /deop /voice /devoice: the rules of the current room, and roles in it.
#pragma once

#include <string_view>

#include "command_table.hpp"
#include "confab/core/rooms/role_grants.hpp"

namespace confab {

class Ownership;
class RoomSettings;

class RoomRuleCommands {
  public:
    RoomRuleCommands(RoomSettings& settings, Ownership& ownership, RoleGrants& grants, const Roles& roles,
                     const Access& access)
        : settings_(settings), ownership_(ownership), grants_(grants), roles_(roles), access_(access) {}

    void add_to(CommandTable& table);

  private:
    void room(Caller& caller, const Arguments& arguments, Now now);
    void invite(Caller& caller, const Arguments& arguments, Now now);
    void uninvite(Caller& caller, const Arguments& arguments, Now now);
    void op(Caller& caller, const Arguments& arguments, Now now);
    void deop(Caller& caller, const Arguments& arguments, Now now);
    void voice(Caller& caller, const Arguments& arguments, Now now);
    void devoice(Caller& caller, const Arguments& arguments, Now now);

    void tell_rules(const Caller& caller);
    void set_slow(const Caller& caller, std::string_view time, Now now);
    void grant(const Caller& caller, RoleGrants::Kind kind, bool on, std::string_view whom, Now now);
    Actor actor(const Caller& caller) const;

    RoomSettings& settings_;
    Ownership& ownership_;
    RoleGrants& grants_;
    const Roles& roles_;
    const Access& access_;
};

}  // namespace confab
