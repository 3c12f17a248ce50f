// What operators do to accounts from outside of the chat. Their tickets are none that a user waits with.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/naming.hpp"
#include "confab/core/ports/passwords.hpp"

namespace confab {

class OperatorAccounts {
  public:
    // Gets why not, or nothing; it may be called at once.
    using Done = std::function<void(std::string why)>;

    // All of them outlive it.
    OperatorAccounts(const ChatSettings& settings, const NameRules& names, UserDirectory& users,
                     AccountDirectory& accounts, const ServerRoles& server_roles, StateStore& state,
                     Passwords& passwords, Naming& naming, Authentication& authentication,
                     OperationLog& operations, Replies& replies, const Wording& wording)
        : settings_(settings),
          names_(names),
          users_(users),
          accounts_(accounts),
          server_roles_(server_roles),
          state_(state),
          passwords_(passwords),
          naming_(naming),
          authentication_(authentication),
          operations_(operations),
          replies_(replies),
          wording_(wording) {}

    void add(std::string_view name, const std::string& password, const Done& done);
    void set_password(const Account& account, const std::string& password, const Done& done);
    // At once: why not, or nothing. The account keeps its number, and everything that is kept with it.
    std::string rename(const Account& account, std::string_view name, Now now);
    // Answers one of the first two. False: the ticket is none of theirs.
    bool answered(PasswordAnswer& answer, Now now);

    // --- What operations do

    Refusal added(const Name& name, std::string hash, Now now);
    Refusal changed(AccountId account, std::string hash);
    Refusal renamed(AccountId account, const Name& name, Now now);

    // Not what is being hashed: the tool that asked is told by another process, or not at all.
    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    static constexpr std::size_t max_waiting = 16;
    struct Request {
        std::variant<Name, AccountId> account;  // a new one, or one that is there
        Done done;                              // belongs to the tool that asked
    };

    // Empty if nothing is in the way.
    std::string text_of(const Refusal& why) const;
    void hash(const std::string& password, Request request);
    Refusal check_name(std::string_view typed, Name& wanted) const;
    Refusal can_add(const Name& name) const;
    Refusal can_rename(const Account& account, const Name& name) const;
    void follow_ignored(const std::string& before, const Name& name);

    const ChatSettings& settings_;
    const NameRules& names_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    const ServerRoles& server_roles_;
    StateStore& state_;
    Passwords& passwords_;
    Naming& naming_;
    Authentication& authentication_;
    OperationLog& operations_;
    Replies& replies_;
    const Wording& wording_;
    std::map<Ticket, Request> waiting_;  // at most `max_waiting`
    Ticket last_ = 0;
};

}  // namespace confab
