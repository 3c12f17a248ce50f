// /room /invite /uninvite /op /deop /voice /devoice: the rules of the current room, and roles in it.
#pragma once

#include <string_view>

#include "command_table.hpp"
#include "confab/core/users/role.hpp"

namespace confab {

class OperationLog;
class RoomSettings;
class Roles;

class RoomRuleCommands {
  public:
    RoomRuleCommands(RoomSettings& settings, const Roles& roles, OperationLog& log)
        : settings_(settings), roles_(roles), log_(log) {}

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
    void grant(const Caller& caller, GrantKind kind, bool on, std::string_view whom, Now now);

    RoomSettings& settings_;
    const Roles& roles_;
    OperationLog& log_;
};

}  // namespace confab
