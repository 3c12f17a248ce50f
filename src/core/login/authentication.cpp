#include "confab/core/login/authentication.hpp"

#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/login/account_rules.hpp"
#include "confab/core/users/client_clock.hpp"
#include "confab/core/users/name_refusal.hpp"

namespace confab {

namespace {

constexpr std::size_t max_asked_name = 64;  // bytes of a name that is shown in a question

}  // namespace

// --- Registering

Refusal Authentication::can_register(const Client& client, Now now) const {
    if (!passwords_.available()) return {Code::accounts_unavailable};
    if (client.account != nullptr) return {Code::registered_already, client.name.text};
    if (client.guest_number != 0 || is_guest_name(names_.fold(client.name.text))) {
        return {Code::guest_name_yours, client.name.text};
    }
    if (Refusal why = access_.can_pass_lockdown(client)) return why;
    if (accounts_.find_by_key(client.name.key) != nullptr) {
        return {Code::registered_by_another, client.name.text};
    }
    if (accounts_.size() >= settings_.max_accounts) return {Code::accounts_full, settings_.max_accounts};
    const Milliseconds wait = registrations_.wait(source_of(client.address).text(), now.mono);
    if (wait <= Milliseconds{0}) return {};
    return {Code::registrations_wait, wait + Milliseconds{999}};
}

void Authentication::register_account(Client& client, std::string_view password, Now now) {
    if (Refusal why = can_register(client, now)) return replies_.refuse(client, why, now);
    if (!password.empty()) return register_with(client, secret_of(password), now);
    ask_new(client, PasswordUse::registration, now);
}

void Authentication::register_with(Client& client, const std::string& password, Now now) {
    if (accepts(client, password, now)) make(client, password, PasswordUse::registration, now);
}

// Somebody else may have been faster, and an operator may have renamed the waiting client.
void Authentication::registered(Client& client, std::string hash, Now now) {
    if (Refusal why = can_register(client, now)) return replies_.refuse(client, why, now);
    registrations_.failed(source_of(client.address).text(), {}, now.mono);
    client.account = &accounts_.add(client.name, std::move(hash), now.wall);
    followers_.registered(client, *client.account, now);
    saves_.save(client, now);
    guesses_.succeeded(client.name.key, client.address);
    tell_edge(client, LoginEvent::registered, client.name.text);
    replies_.tell(client, {Code::registered, client.name.text}, now);
}

// --- Coming back to one's name

void Authentication::log_in(Client& client, std::string_view name, std::string_view password, Now now) {
    if (!passwords_.available()) return replies_.refuse(client, {Code::accounts_unavailable}, now);
    if (client.account != nullptr && client.account->name.key == names_.key_of(name)) {
        return replies_.refuse(client, {Code::logged_in_already, client.name.text}, now);
    }
    if (!password.empty()) return check(client, name, secret_of(password), LogIn{}, now);
    warn_if_plain(client, now);
    secrets_.ask(client, {Code::ask_password, excerpt(name, max_asked_name)},
                 LoginPassword{std::string(name)});
}

// A client that has the name already, and proved to be its owner, is a ghost.
void Authentication::welcome(Client& client, Account& account, Now now) {
    const Client* holder = users_.find_by_key(account.name.key);
    if (holder == nullptr || holder == &client || holder->account != &account) {
        return come_in(client, account, {}, now);
    }
    resume_.measure(client, *holder, account.id, now);
}

void Authentication::measured(Client& client, AccountId account, const Ghost& found, Now now) {
    if (Account* still = accounts_.find(account)) return come_in(client, *still, found, now);
    replies_.refuse(client, {Code::name_given_up}, now);
}

void Authentication::come_in(Client& client, Account& account, const Ghost& found, Now now) {
    if (client.account == &account) return;
    if (Refusal why = naming_.can_use(client, account.name, now)) return replies_.refuse(client, why, now);
    if (client.account != nullptr) log_out(client, now);

    const Client* holder = users_.find_by_key(account.name.key);
    const bool is_ghost = holder != nullptr && holder != &client && holder->account == &account;
    if (is_ghost && holder->id != found.who) return welcome(client, account, now);
    const WallTime seen = account.last_seen;
    ResumeProgress progress = replace_holder(client, account, found, now);

    tell_edge(client, LoginEvent::logged_in, account.name.text);
    client.account = &account;
    followers_.logged_in(client);
    if (client.name.text != account.name.text) naming_.rename(client, account.name, now);
    views_.apply(client, account.settings);
    replies_.tell(client, {Code::logged_in, account.name.text, LocalTime{seen, clock_of(client)}}, now);
    resume_.go_on(client, std::move(progress), now);
    saves_.touched(client, now);
}

// The name becomes free for `client`. Gives the rooms to come back to: of the ghost, or as they were saved.
ResumeProgress Authentication::replace_holder(Client& client, Account& account, const Ghost& found, Now now) {
    Client* holder = users_.find_by_key(account.name.key);
    ResumeProgress progress{account.settings.seats, account.settings.left};
    if (holder == nullptr || holder == &client) return progress;
    if (holder->account != &account) {
        replies_.tell(*holder, {Code::name_owner_came, account.name.text}, now);
        naming_.make_guest(*holder, now);
        return progress;
    }
    DeliveredSeats::Place place = seats_.left_by(*holder, found, now);
    saves_.save(*holder, now);
    departure_.take_over(*holder, client, now);
    return {std::move(place.seats), place.left, true};
}

void Authentication::log_out(Client& client, Now now) {
    const Account* account = client.account;
    if (account == nullptr) return;
    saves_.left(client, now);
    client.account = nullptr;
    replies_.tell(client, {Code::logged_out, account->name.text}, now);
}

Refusal Authentication::take_name(Client& client, std::string_view name, Now now) {
    auto checked = names_.check_person(name);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return refusal_of(*fault);
    Name& wanted = std::get<Name>(checked);
    if (wanted.text == client.name.text) return {Code::name_is_yours, wanted.text};
    if (Refusal why = naming_.can_take(client, wanted, now)) return why;

    const bool is_other = client.account != nullptr && client.account->name.key != wanted.key;
    if (is_other) log_out(client, now);
    naming_.rename(client, std::move(wanted), now);
    if (client.account != nullptr) client.account->name.text = client.name.text;
    return {};
}

// --- Changing and giving back

void Authentication::change_password(Client& client, std::string_view old, std::string_view password,
                                     Now now) {
    if (client.account == nullptr) {
        return replies_.refuse(client, {Code::password_missing}, now);
    }
    if (old.empty()) {
        warn_if_plain(client, now);
        return secrets_.ask(client, {Code::ask_old_password}, OldPassword{});
    }
    const std::string wanted = secret_of(password);
    if (!accepts(client, wanted, now)) return;
    check(client, client.account->name.text, secret_of(old), ChangePassword{wanted}, now);
}

void Authentication::change_to(Client& client, const std::string& password, Now now) {
    if (client.account == nullptr || !accepts(client, password, now)) return;
    make(client, password, PasswordUse::change, now);
}

void Authentication::changed(Client& client, std::string hash, Now now) {
    if (client.account == nullptr) return;
    client.account->password_hash = std::move(hash);
    saves_.save(client, now);
    guesses_.changed(client.account->name.key);
    guesses_.succeeded(client.account->name.key, client.address);
    tell_edge(client, LoginEvent::changed_password, client.name.text);
    replies_.tell(client, {Code::password_changed}, now);
}

void Authentication::unregister(Client& client, std::string_view password, Now now) {
    if (client.account == nullptr) {
        return replies_.refuse(client, {Code::login_missing}, now);
    }
    if (!password.empty()) return unregister_with(client, secret_of(password), now);
    warn_if_plain(client, now);
    secrets_.ask(client, {Code::ask_password_to_unregister, client.name.text}, UnregisterPassword{});
}

void Authentication::unregister_with(Client& client, const std::string& password, Now now) {
    if (client.account != nullptr) check(client, client.account->name.text, password, Unregister{}, now);
}

void Authentication::unregistered(Client& client, Now now) {
    remove(*client.account, now);
    tell_edge(client, LoginEvent::unregistered, client.name.text);
    replies_.tell(client, {Code::unregistered, client.name.text}, now);
}

void Authentication::remove(Account& account, Now now) {
    Client* client = users_.find_by_key(account.name.key);
    if (client != nullptr && client->account == &account) client->account = nullptr;
    const AccountId id = account.id;
    guesses_.changed(account.name.key);
    ownership_.owner_gone(id, now);
    sanctions_.account_gone(account);
    accounts_.remove(id);
    state_.remove_account(id);
}

void Authentication::tell_edge(const Client& client, LoginEvent what, std::string_view name) {
    events_.login(client.id, {what, client.name.text, name, client.address});
}

}  // namespace confab
