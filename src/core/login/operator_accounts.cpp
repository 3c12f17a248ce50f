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

void OperatorAccounts::add(std::string_view name, const std::string& password, const Done& done) {
    auto checked = names_.check_person(name);
    if (const auto* fault = std::get_if<NameFault>(&checked)) {
        return done(text_of(refusal_of(*fault)));
    }
    const Name wanted = std::get<Name>(std::move(checked));
    if (is_guest_name(names_.fold(wanted.text))) {
        return done(text_of({Code::name_for_guests, wanted.text}));
    }
    const std::string secret = names_.compose(password);
    Refusal why = can_add(wanted);
    if (!why) why = authentication_.can_be_password(secret, wanted.key);
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
    if (Refusal why = authentication_.can_be_password(secret, account.name.key)) {
        return done(text_of(why));
    }
    hash(secret, {account.id, done});
}

Refusal OperatorAccounts::changed(AccountId account, std::string hash) {
    Account* still = accounts_.find(account);
    if (still == nullptr) return {Code::name_given_up};
    still->password_hash = std::move(hash);
    authentication_.password_changed(*still);
    state_.save(*still);
    return {};
}

}  // namespace confab
