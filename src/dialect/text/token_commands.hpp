// /token: programs that speak in a room.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "command_table.hpp"

namespace confab {

class Access;
class NameRules;
class OperationLog;
class PostingTokens;
class Roles;

class TokenCommands {
  public:
    // `random` gives numbers that nobody can guess; 0: none. The others outlive it.
    TokenCommands(const PostingTokens& tokens, const Roles& roles, const NameRules& names, OperationLog& log,
                  std::function<std::uint64_t()> random)
        : tokens_(tokens), roles_(roles), names_(names), log_(log), random_(std::move(random)) {}

    void add_to(CommandTable& table);

  private:
    void token(Caller& caller, const Arguments& arguments, Now now);
    void add(const Caller& caller, std::string_view name, Now now);
    void list(const Caller& caller) const;

    const PostingTokens& tokens_;
    const Roles& roles_;
    const NameRules& names_;
    OperationLog& log_;
    std::function<std::uint64_t()> random_;
};

}  // namespace confab
