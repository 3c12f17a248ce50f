#include "confab/core/users/account_directory.hpp"

#include <algorithm>
#include <utility>

namespace confab {

void AccountDirectory::load(std::vector<Account> accounts, AccountId last) {
    last_ = last;
    for (Account& each : accounts) {
        last_ = std::max(last_, each.id);
        auto account = std::make_unique<Account>(std::move(each));
        index(*account);
        by_id_.emplace(account->id, std::move(account));
    }
}

Account* AccountDirectory::find(AccountId id) {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second.get();
}

Account* AccountDirectory::find_by_key(std::string_view key) {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
}

Account& AccountDirectory::add(Name name, std::string password_hash, WallTime now) {
    auto account = std::make_unique<Account>();
    account->id = ++last_;
    account->name = std::move(name);
    account->password_hash = std::move(password_hash);
    account->created = account->last_seen = now;
    Account& added = *account;
    index(added);
    by_id_.emplace(added.id, std::move(account));
    return added;
}

void AccountDirectory::index(Account& account) {
    by_key_.emplace(account.name.key, &account);
    for (const std::string& each : account.certificates) by_certificate_.emplace(each, &account);
}

Account* AccountDirectory::find_by_certificate(std::string_view fingerprint) {
    const auto found = by_certificate_.find(fingerprint);
    return found == by_certificate_.end() ? nullptr : found->second;
}

void AccountDirectory::add_certificate(Account& account, std::string fingerprint) {
    by_certificate_.emplace(fingerprint, &account);
    account.certificates.push_back(std::move(fingerprint));
}

bool AccountDirectory::remove_certificate(Account& account, std::string_view fingerprint) {
    if (std::erase(account.certificates, fingerprint) == 0) return false;
    by_certificate_.erase(std::string(fingerprint));
    return true;
}

void AccountDirectory::remove_certificates(Account& account) {
    for (const std::string& each : account.certificates) by_certificate_.erase(each);
    account.certificates.clear();
}

void AccountDirectory::rename(Account& account, Name name) {
    by_key_.erase(account.name.key);
    account.name = std::move(name);
    by_key_.emplace(account.name.key, &account);
}

void AccountDirectory::remove(AccountId id) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    by_key_.erase(found->second->name.key);
    remove_certificates(*found->second);
    by_id_.erase(found);
}

}  // namespace confab
