// Sanctions that follow a person: one by address or by name holds the account too that is registered under
// it, as a copy that goes when its original goes.
#pragma once

#include <vector>

#include "confab/core/sanctions/sanction_register.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/server_roles.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

// Of one kind, in one place, against one target.
bool same_sanction(const Sanction& a, const Sanction& b);

class SanctionFollowers {
  public:
    // All of them outlive it.
    SanctionFollowers(const ChatSettings& settings, SanctionRegister& sanctions,
                      const ServerRoles& server_roles)
        : settings_(settings), sanctions_(sanctions), server_roles_(server_roles) {}

    // The account was registered just now: what holds the user by name or address holds the account too.
    void registered(User& user, const Account& account, Now now);
    // From now on an address counts for the user up to the last sanction there is.
    void logged_in(User& user) const;

    // The copies of these.
    std::vector<Sanction> of(const std::vector<Sanction>& originals) const;
    // `imposed` took the place of `before`, and so of the copies of those.
    void follow_again(const std::vector<Sanction>& followers, const std::vector<Sanction>& before,
                      const std::vector<Sanction>& imposed);

  private:
    bool holds_new_account(const Sanction& sanction, const User& user, Now now) const;

    const ChatSettings& settings_;
    SanctionRegister& sanctions_;
    const ServerRoles& server_roles_;
};

}  // namespace confab
