// Who the server's operators are, and the lockdown that they may declare.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "confab/base/name.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

class ServerRoles {
  public:
    // All of them outlive it. configure() must be called before anything else.
    ServerRoles(const ChatSettings& settings, const NameRules& names, AccountDirectory& accounts,
                StateStore& state)
        : settings_(settings), names_(names), accounts_(accounts), state_(state) {}

    // The settings have changed.
    void configure();
    // At the start.
    void load(bool locked_down) { locked_down_ = locked_down; }

    // By the configuration or by the account's own mark.
    bool is_operator(const Account& account) const {
        return account.server_operator || operator_keys_.contains(account.name.key);
    }
    bool is_operator(const User& user) const {
        if (user.account != nullptr && is_operator(*user.account)) return true;
        const ConnectionExtras* extras = user.connection.extras.get();  // only what is done there
        return extras != nullptr && extras->operates_as != 0 && operates(extras->operates_as);
    }
    // An account that operates the server only because of its name still would under that one. Those of the
    // others would not change.
    bool keeps_role(const Account& account, const std::string& name_key) const {
        return !is_operator(account) || account.server_operator || operator_keys_.contains(name_key);
    }
    // Names of the configuration that nobody has registered yet: the person who does becomes an operator.
    std::vector<std::string> operators_without_account() const;

    // Guests may only read, and nobody can register.
    bool locked_down() const { return locked_down_; }
    void lock_down(bool on);

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    bool operates(AccountId account) const;

    const ChatSettings& settings_;
    const NameRules& names_;
    AccountDirectory& accounts_;
    StateStore& state_;
    std::unordered_set<std::string> operator_keys_;
    bool locked_down_ = false;
};

}  // namespace confab
