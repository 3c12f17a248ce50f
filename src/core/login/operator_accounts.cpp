#include "confab/core/login/operator_accounts.hpp"

#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/users/name_refusal.hpp"

namespace confab {

namespace {

constexpr Ticket of_operators = Ticket{1} << 63;
constexpr std::string_view operators_turn = "operators";  // among the sources

}  // namespace

std::string OperatorAccounts::text_of(const Refusal& why) const {
    return why ? wording_.word(why).text : std::string();
}

void OperatorAccounts::hash(const std::string& password, Request request) {
    const Ticket ticket = of_operators | ++last_;
    const bool taken = waiting_.size() < max_waiting && passwords_.make(ticket, password, operators_turn);
    if (!taken) return request.done(text_of(Code::server_busy));
    waiting_.emplace(ticket, std::move(request));
}

bool OperatorAccounts::answered(PasswordAnswer& answer, Now now) {
    if ((answer.ticket & of_operators) == 0) return false;
    const auto node = waiting_.extract(answer.ticket);
    if (!node) return true;
    const Request& request = node.mapped();
    if (!answer.good || answer.busy || answer.hash.empty()) {
        request.done(text_of(Code::server_busy));
        return true;
    }
    const auto* name = std::get_if<Name>(&request.account);
    const Outcome outcome =
        name != nullptr
            ? operations_.decide({now, operation::AddAccount{*name, std::move(answer.hash)}})
            : operations_.decide({now, operation::SetPassword{std::get<AccountId>(request.account),
                                                              std::move(answer.hash)}});
    request.done(text_of(Refusal(outcome.reply)));
    return true;
}

Refusal OperatorAccounts::can_add(const Name& name) const {
    if (const Account* other = accounts_.find_by_key(name.key))
        return {Code::account_exists, other->name.text};
    if (accounts_.size() < settings_.max_accounts) return {};
    return {Code::accounts_full, settings_.max_accounts};
}

// `wanted` is the name, if there is no refusal.
Refusal OperatorAccounts::check_name(std::string_view typed, Name& wanted) const {
    auto checked = names_.check_person(typed);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return refusal_of(*fault);
    wanted = std::get<Name>(std::move(checked));
    if (!is_guest_name(names_.fold(wanted.text))) return naming_.of_token(wanted);
    return {Code::name_for_guests, wanted.text};
}

void OperatorAccounts::add(std::string_view name, const std::string& password, const Done& done) {
    Name wanted;
    Refusal why = check_name(name, wanted);
    const std::string secret = names_.compose(password);
    if (!why) why = can_add(wanted);
    if (!why) why = authentication_.can_be_given(secret);
    if (why) return done(text_of(why));
    hash(secret, {wanted, done});
}

// A user that is called that without owning the name gives it back, as when the owner comes.
Refusal OperatorAccounts::added(const Name& name, std::string hash, Now now) {
    if (Refusal late = can_add(name)) return late;
    if (User* holder = users_.find_by_key(name.key)) {
        replies_.tell(*holder, {Code::name_lost, name.text}, now);
        naming_.make_guest(*holder, now);
    }
    state_.save(accounts_.add(name, std::move(hash), now.wall));
    return {};
}

void OperatorAccounts::set_password(const Account& account, const std::string& password, const Done& done) {
    const std::string secret = names_.compose(password);
    if (Refusal why = authentication_.can_be_given(secret)) {
        return done(text_of(why));
    }
    hash(secret, {account.id, done});
}

Refusal OperatorAccounts::changed(AccountId account, std::string hash) {
    Account* still = accounts_.find(account);
    if (still == nullptr) return {Code::name_given_up};
    still->password_hash = std::move(hash);
    accounts_.remove_certificates(*still);  // somebody else may have added them
    authentication_.password_changed(*still);
    state_.save(*still);
    return {};
}

// --- Another name

std::string OperatorAccounts::rename(const Account& account, std::string_view name, Now now) {
    Name wanted;
    if (const Refusal why = check_name(name, wanted)) return text_of(why);
    const Outcome outcome =
        operations_.decide({now, operation::RenameAccount{account.id, std::move(wanted)}});
    return text_of(Refusal(outcome.reply));
}

// Somebody else here may hold the name without owning it: they keep it.
Refusal OperatorAccounts::can_rename(const Account& account, const Name& name) const {
    const Account* other = accounts_.find_by_key(name.key);
    if (other != nullptr && other != &account) return {Code::account_exists, other->name.text};
    const User* holder = users_.find_by_key(name.key);
    if (holder != nullptr && holder->account != &account) return {Code::name_taken, holder->name.text};
    if (server_roles_.keeps_role(account, name.key)) return {};
    return {Code::account_named_by_configuration, account.name.text};
}

Refusal OperatorAccounts::renamed(AccountId id, const Name& name, Now now) {
    Account* account = accounts_.find(id);
    if (account == nullptr) return {Code::name_given_up};
    if (Refusal why = can_rename(*account, name)) return why;

    const Name before = account->name;
    User* holder = users_.find_by_key(before.key);
    accounts_.rename(*account, name);
    authentication_.renamed(before.key);
    state_.save(*account);
    follow_ignored(before.key, name);
    if (holder != nullptr && holder->account == account) {
        naming_.rename(*holder, name, now);
        replies_.tell(*holder, {Code::account_renamed, before.text, name.text}, now);
    }
    return {};
}

// Who ignores them, and is not here, goes on with it.
void OperatorAccounts::follow_ignored(const std::string& before, const Name& name) {
    if (before == name.key) return;
    accounts_.for_each([&](Account& each) {
        for (Name& ignored : each.settings.ignores) {
            if (ignored.key != before) continue;
            ignored = name;
            state_.save(each);
        }
    });
}

}  // namespace confab
