// The names of people who are here: which they may take, and what follows when they do.
#pragma once

#include <cstdint>

#include "confab/base/name.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/posting_tokens.hpp"
#include "confab/core/rooms/presence.hpp"
#include "confab/core/rooms/views.hpp"
#include "confab/core/sanctions/sanction_check.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Naming {
  public:
    // All of them outlive it.
    Naming(const NameRules& names, UserDirectory& users, AccountDirectory& accounts, Ignores& ignores,
           const ServerRoles& server_roles, const SanctionCheck& sanctions, const Access& access,
           const PostingTokens& tokens, Views& views, Presence& presence)
        : names_(names),
          users_(users),
          accounts_(accounts),
          ignores_(ignores),
          server_roles_(server_roles),
          sanctions_(sanctions),
          access_(access),
          tokens_(tokens),
          views_(views),
          presence_(presence) {}

    // A user that connects, under a guest name.
    User& add_guest(ClientId id, Now now);

    // Why `user` may not take the name, by /nick. The owner of a registered name may be connected
    // elsewhere, and is told of /login first.
    Refusal can_take(const User& user, const Name& name, Now now) const;
    // Nobody is called that or like that, and nobody else owns it.
    bool is_free_for(const User& user, const Name& name) const;
    // A program that speaks in a room has it.
    Refusal of_token(const Name& name) const;
    // Bans, and names of programs: of the account that has the name, or of the name if nobody has it.
    Refusal can_use(const User& user, const Name& name, Now now) const;

    void rename(User& user, Name name, Now now);
    // Gives a guest name to a user that has a name of somebody else.
    void make_guest(User& user, Now now);

  private:
    Name free_guest_name(std::uint32_t& number, Now now);
    Refusal registered_by_another(const User& user, const Name& name) const;
    Refusal held_by_another(const User& user, const Name& name) const;

    const NameRules& names_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    Ignores& ignores_;
    const ServerRoles& server_roles_;
    const SanctionCheck& sanctions_;
    const Access& access_;
    const PostingTokens& tokens_;
    Views& views_;
    Presence& presence_;
};

}  // namespace confab
