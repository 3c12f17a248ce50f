#include "confab/core/login/authentication.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "confab/base/text.hpp"
#include "confab/core/login/account_rules.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

namespace {

constexpr std::size_t max_asked_name = 64;  // bytes of a name that is shown in a question

// What was said in the lobby since then is shown on coming back.
bool left_the_lobby(const Account& account) {
    const std::vector<Seat>& seats = account.settings.seats;
    return std::any_of(seats.begin(), seats.end(),
                       [](const Seat& seat) { return seat.room.key == RoomKey::of_public("lobby"); });
}

}  // namespace

// --- Coming back to one's name

void Authentication::log_in(User& user, std::string_view name, std::string_view password, Now now) {
    if (!passwords_.available()) return replies_.refuse(user, {Code::accounts_unavailable}, now);
    if (user.account != nullptr && user.account->name.key == names_.key_of(name)) {
        return replies_.refuse(user, {Code::logged_in_already, user.name.text}, now);
    }
    if (!may_give_password(user, now)) return;
    if (!password.empty()) return check(user, name, secret_of(password), LogIn{}, now);
    secrets_.ask(user, {Code::ask_password, excerpt(name, max_asked_name)}, LoginPassword{std::string(name)});
}

void Authentication::prove(User& user, std::string_view name, std::string_view password, Now now) {
    if (!passwords_.available()) return replies_.refuse(user, {Code::accounts_unavailable}, now);
    if (!may_give_password(user, now)) return;
    check(user, name, secret_of(password), ProveName{}, now);
}

void Authentication::log_in_by_certificate(User& user, Now now) {
    const Account* account = certificates_.owner(user.connection.certificate());
    if (account != nullptr && user.is_unnamed()) welcome(user, *account, now);
}

void Authentication::refuse_login(User& user, const Refusal& why, Now now) {
    replies_.refuse(user, why, now);
    if (!user.connection.certificate().empty()) arrival_.come_in_without_certificate(user, now);
}

// A user that has the name already, and proved to be its owner, is a ghost.
void Authentication::welcome(User& user, const Account& account, Now now) {
    const User* holder = users_.find_by_key(account.name.key);
    if (holder == nullptr || holder == &user || holder->account != &account) {
        return measured(user, account.id, {}, now);
    }
    resume_.measure(user, *holder, account.id, now);
}

void Authentication::measured(const User& user, AccountId account, const Ghost& found, Now now) {
    operations_.propose({now, operation::LogIn{user.connection.id, account, found}});
}

// At a first login, if passwords are checked elsewhere, there is no hash to keep.
Refusal Authentication::can_make(const Name& name) const {
    if (name.text.empty()) return {Code::name_given_up};
    if (accounts_.size() < settings_.max_accounts) return {};
    return {Code::accounts_full, settings_.max_accounts};
}

Account& Authentication::make_account(const Name& name, Now now) {
    Account& made = accounts_.add(name, {}, now.wall);
    state_.save(made);
    return made;
}

void Authentication::come_in(User& user, const operation::LogIn& what, Now now) {
    Account* known =
        what.name.text.empty() ? accounts_.find(what.account) : accounts_.find_by_key(what.name.key);
    if (known == nullptr) {
        Refusal why = can_make(what.name);
        if (!why) why = naming_.can_use(user, what.name, now);
        if (why) return refuse_login(user, why, now);
        known = &make_account(what.name, now);
    }
    Account& account = *known;
    const Ghost& found = what.ghost;
    if (user.account == &account) return;
    if (Refusal why = naming_.can_use(user, account.name, now)) return refuse_login(user, why, now);
    User* holder = users_.find_by_key(account.name.key);
    if (holder != nullptr && holder->account == &account) return attach(user, *holder, found, now);
    if (user.account != nullptr) log_out(user, now);
    if (holder != nullptr && holder != &user) {
        replies_.tell(*holder, {Code::name_owner_came, account.name.text}, now);
        naming_.make_guest(*holder, now);
    }
    log_in_as(user, account, now);
}

// The person is connected elsewhere. What has arrived there may not have been asked yet.
void Authentication::attach(User& user, User& holder, const Ghost& found, Now now) {
    if (const Refusal why = attachment_.can_attach(holder)) return refuse_login(user, why, now);
    if (holder.find_connection(found.who) == nullptr) return welcome(user, *holder.account, now);
    if (user.account != nullptr && !user.others) log_out(user, now);
    tell_edge(user, LoginEvent::logged_in, holder.name.text);
    followers_.logged_in(holder);
    const LocalTime seen{holder.account->last_seen, clock_of(holder)};
    attachment_.attach(user, holder, found, {Code::logged_in, holder.name.text, seen}, now);
    saves_.touched(holder, now);
}

void Authentication::log_in_as(User& user, Account& account, Now now) {
    const WallTime seen = account.last_seen;
    ResumeProgress progress{account.settings.seats, account.settings.left};
    tell_edge(user, LoginEvent::logged_in, account.name.text);
    user.account = &account;
    followers_.logged_in(user);
    if (user.is_unnamed()) arrival_.let_in(user, account.name, left_the_lobby(account), now);
    if (user.name.text != account.name.text) naming_.rename(user, account.name, now);
    events_.person_changed(user.id, PersonChange::account);
    views_.apply(user, account.settings);
    replies_.tell(user, {Code::logged_in, account.name.text, LocalTime{seen, clock_of(user)}}, now);
    resume_.go_on(user, std::move(progress), now);
    inbox_.deliver(user, now);
    saves_.touched(user, now);
}

void Authentication::log_out(User& user, Now now) {
    const Account* account = user.account;
    if (account == nullptr) return;
    saves_.left(user, now);
    user.account = nullptr;
    events_.person_changed(user.id, PersonChange::account);
    replies_.tell(user, {Code::logged_out, account->name.text}, now);
}

Refusal Authentication::take_name(User& user, Name wanted, Now now) {
    if (wanted.text == user.name.text) return {Code::name_is_yours, wanted.text};
    if (Refusal why = naming_.can_take(user, wanted, now)) return why;

    const bool is_other = user.account != nullptr && user.account->name.key != wanted.key;
    if (is_other && settings_.guests == Guests::no) return {Code::guests_not_let_in};
    if (is_other) log_out(user, now);
    naming_.rename(user, std::move(wanted), now);
    if (user.account != nullptr) user.account->name.text = user.name.text;
    return {};
}

// --- Changing and giving back

void Authentication::change_password(User& user, std::string_view old, std::string_view password, Now now) {
    if (passwords_.is_external()) return replies_.refuse(user, {Code::passwords_elsewhere}, now);
    if (user.account == nullptr) {
        return replies_.refuse(user, {Code::password_missing}, now);
    }
    if (!may_give_password(user, now)) return;
    if (old.empty()) return secrets_.ask(user, {Code::ask_old_password}, OldPassword{});
    const std::string wanted = secret_of(password);
    if (!accepts(user, user.name.key, wanted, now)) return;
    check(user, user.account->name.text, secret_of(old), ChangePassword{wanted}, now);
}

void Authentication::change_to(User& user, const std::string& password, Now now) {
    if (user.account == nullptr || !accepts(user, user.name.key, password, now)) return;
    make(user, password, {PasswordUse::change, {}}, now);
}

void Authentication::changed(User& user, std::string hash, Now now) {
    if (user.account == nullptr) return;
    user.account->password_hash = std::move(hash);
    saves_.save(user, now);
    guesses_.changed(user.account->name.key);
    guesses_.succeeded(user.account->name.key, user.connection.address);
    tell_edge(user, LoginEvent::changed_password, user.name.text);
    departure_.close_others(user, {Code::connection_ended_by_password}, "password changed", now);
    replies_.tell(user, {Code::password_changed}, now);
    const std::size_t others = user.account->certificates.size();
    if (others > 0) replies_.tell(user, {Code::certificates_kept, others}, now);
}

void Authentication::unregister(User& user, std::string_view password, Now now) {
    if (user.account == nullptr) {
        return replies_.refuse(user, {Code::login_missing}, now);
    }
    if (!may_give_password(user, now)) return;
    if (!password.empty()) return unregister_with(user, secret_of(password), now);
    secrets_.ask(user, {Code::ask_password_to_unregister, user.name.text}, UnregisterPassword{});
}

void Authentication::unregister_with(User& user, const std::string& password, Now now) {
    if (user.account != nullptr) check(user, user.account->name.text, password, Unregister{}, now);
}

void Authentication::unregistered(User& user, Now now) {
    if (user.account == nullptr) return;
    remove(*user.account, now);
    tell_edge(user, LoginEvent::unregistered, user.name.text);
    const Reply told{Code::unregistered, user.name.text};
    replies_.tell(user, told, now);
    if (user.others) {
        for (const Connection& other : *user.others) replies_.tell_in(other.id, {}, told, now);
    }
    become_guest(user, now);
}

// Their account is gone. They are gone afterwards, if there are no guests.
void Authentication::become_guest(User& user, Now now) {
    if (settings_.guests != Guests::no) return;
    departure_.expel(user, {Code::guests_not_let_in}, "has no account any more", now);
}

void Authentication::remove_by_operator(Account& account, Now now) {
    User* user = users_.find_by_key(account.name.key);
    const bool is_here = user != nullptr && user->account == &account;
    remove(account, now);
    if (!is_here) return;
    replies_.tell(*user, {Code::unregistered_by_operator, user->name.text}, now);
    become_guest(*user, now);
}

void Authentication::remove(Account& account, Now now) {
    User* user = users_.find_by_key(account.name.key);
    if (user != nullptr && user->account == &account) {
        user->account = nullptr;
        events_.person_changed(user->id, PersonChange::account);
    }
    const AccountId id = account.id;
    guesses_.changed(account.name.key);
    ownership_.owner_gone(id, now);
    sanctions_.account_gone(account);
    invite_codes_.maker_gone(id);
    inbox_.account_gone(id);
    accounts_.remove(id);
    state_.remove_account(id);
}

void Authentication::tell_edge(const User& user, LoginEvent what, std::string_view name) {
    const std::string_view by = user.is_unnamed() ? "-" : std::string_view(user.name.text);
    events_.login(user.connection.id, {what, by, name, user.connection.address});
}

}  // namespace confab
