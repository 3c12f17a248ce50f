#include "confab/core/login/naming.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "confab/core/sanctions/sanction_end.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

User& Naming::add_guest(ClientId id, Now now) {
    std::uint32_t number = 0;
    Name name = free_guest_name(number, now);
    User& user = users_.add(id, std::move(name), number);
    user.connection.since = now.mono;
    user.connection.last_active = now.mono;
    return user;
}

// Somebody may have taken "guest7" by /nick, or a name that looks like it: then 7 is passed over.
Name Naming::free_guest_name(std::uint32_t& number, Now now) {
    std::vector<std::uint32_t> taken;
    number = users_.take_guest_number();
    Name name = std::get<Name>(names_.check_person(fmt::format("guest{}", number)));
    while (users_.holds(name.key) || accounts_.find_by_key(name.key) != nullptr ||
           sanctions_.bars_name(name.key, now) || tokens_.has_name(name.key)) {
        taken.push_back(number);
        number = users_.take_guest_number();
        name = std::get<Name>(names_.check_person(fmt::format("guest{}", number)));
    }
    for (const std::uint32_t other : taken) users_.give_back_guest_number(other);
    return name;
}

void Naming::make_guest(User& user, Now now) {
    std::uint32_t number = 0;
    Name name = free_guest_name(number, now);
    rename(user, std::move(name), now);
    user.guest_number = number;
}

Refusal Naming::registered_by_another(const User& user, const Name& name) const {
    const Account* account = accounts_.find_by_key(name.key);
    if (account == nullptr || account == user.account) return {};
    return {Code::name_registered, account->name.text};
}

// Or a name that looks like it.
Refusal Naming::held_by_another(const User& user, const Name& name) const {
    const User* holder = users_.find_by_key(name.key);
    if (holder == nullptr || holder == &user) return {};
    if (name.text == holder->name.text) return {Code::name_taken, name.text};
    return {Code::name_looks_taken, name.text, holder->name.text};
}

Refusal Naming::can_use(const User& user, const Name& name, Now now) const {
    if (Refusal why = of_token(name)) return why;
    if (const Account* account = accounts_.find_by_key(name.key); account != nullptr) {
        if (server_roles_.is_operator(*account)) return {};
        const Sanction* ban = sanctions_.ban_of_account(account->id, now);
        if (ban == nullptr) return {};
        return {Code::name_owner_banned, name.text, end_of(*ban, clock_of(user)), ban->reason};
    }
    const bool barred =
        name.key != user.name.key && !server_roles_.is_operator(user) && sanctions_.bars_name(name.key, now);
    if (!barred) return {};
    return {Code::name_banned, name.text};
}

Refusal Naming::of_token(const Name& name) const {
    if (tokens_.has_name(name.key)) return {Code::name_of_token, name.text};
    return {};
}

Refusal Naming::can_take(const User& user, const Name& name, Now now) const {
    if (Refusal why = registered_by_another(user, name)) return why;
    if (Refusal why = held_by_another(user, name)) return why;
    if (Refusal why = can_use(user, name, now)) return why;
    return access_.can_pass_lockdown(user);
}

bool Naming::is_free_for(const User& user, const Name& name) const {
    return !users_.holds(name.key) && !registered_by_another(user, name) && !of_token(name);
}

void Naming::rename(User& user, Name name, Now now) {
    const Name before = user.name;
    for (Membership& membership : user.rooms) {
        if (before.text == name.text || !access_.is_silenced(user, *membership.room, now)) continue;
        presence_.renamed_unseen(user, membership, now);
    }
    if (before.key != name.key) presence_.changed(user, PersonChange::gone);
    users_.rename(user, std::move(name));
    if (before.key != user.name.key) presence_.changed(user, PersonChange::came);
    if (before.key != user.name.key) ignores_.renamed(users_, before.key, user.name);
    ignores_.remove(user, user.name.key);  // it may be a name that this user ignored
    presence_.renamed(user, before.text, now);
    views_.tell_settings(user);
    views_.tell_repliers(user);
}

}  // namespace confab
