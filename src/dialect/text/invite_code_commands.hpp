// /invite-code: codes that let others register.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "command_table.hpp"

namespace confab {

class InviteCodes;
class OperationLog;
class ServerRoles;

class InviteCodeCommands {
  public:
    // `random` gives numbers that nobody can guess. The others outlive it.
    InviteCodeCommands(const InviteCodes& codes, const ServerRoles& roles, OperationLog& log,
                       std::function<std::uint64_t()> random)
        : codes_(codes), roles_(roles), log_(log), random_(std::move(random)) {}

    void add_to(CommandTable& table);

  private:
    void invite_code(Caller& caller, const Arguments& arguments, Now now);
    void list(const Caller& caller, Now now) const;

    const InviteCodes& codes_;
    const ServerRoles& roles_;
    OperationLog& log_;
    std::function<std::uint64_t()> random_;
};

}  // namespace confab
