// Names that are somebody's own, by name and by id. All of them are in memory.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

class AccountDirectory {
  public:
    // At the start. `last` is the largest id ever given.
    void load(std::vector<Account> accounts, AccountId last);

    Account* find(AccountId id);
    Account* find_by_key(std::string_view key);  // also what only looks like the name
    // The account that has the certificate.
    Account* find_by_certificate(std::string_view fingerprint);
    // The certificate must be nobody's.
    void add_certificate(Account& account, std::string fingerprint);
    // False if it is not the account's.
    bool remove_certificate(Account& account, std::string_view fingerprint);
    void remove_certificates(Account& account);
    // The key must be free. The reference lives until remove().
    Account& add(Name name, std::string password_hash, WallTime now);
    // The new key must be free, or be the account's own.
    void rename(Account& account, Name name);
    void remove(AccountId id);

    std::size_t size() const { return by_id_.size(); }

    template <class F>  // in the order of their ids
    void for_each(F&& f) {
        for (auto& [id, account] : by_id_) f(*account);
    }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    void index(Account& account);

    std::map<AccountId, std::unique_ptr<Account>> by_id_;
    std::unordered_map<std::string_view, Account*> by_key_;  // keys live in the accounts
    std::map<std::string, Account*, std::less<>> by_certificate_;
    AccountId last_ = 0;
};

}  // namespace confab
