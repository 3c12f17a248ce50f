#include "confab/core/users/server_roles.hpp"

namespace confab {

void ServerRoles::configure() {
    operator_keys_.clear();
    for (const std::string& name : settings_.operators) operator_keys_.insert(names_.key_of(name));
}

std::vector<std::string> ServerRoles::operators_without_account() const {
    std::vector<std::string> names;
    for (const std::string& name : settings_.operators) {
        if (accounts_.find_by_key(names_.key_of(name)) == nullptr) names.push_back(name);
    }
    return names;
}

bool ServerRoles::operates(AccountId account) const {
    const Account* found = accounts_.find(account);
    return found != nullptr && is_operator(*found);
}

void ServerRoles::lock_down(bool on) {
    locked_down_ = on;
    state_.save_lockdown(on);
}

}  // namespace confab
