#include "confab/core/login/naming.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "confab/core/sanctions/sanction_end.hpp"
#include "confab/core/users/client_clock.hpp"

namespace confab {

Client& Naming::add_guest(ClientId id, Now now) {
    std::uint32_t number = 0;
    Name name = free_guest_name(number, now);
    Client& client = users_.add(id, std::move(name), number);
    client.connected_at = now.mono;
    client.last_active = now.mono;
    return client;
}

// Somebody may have taken "guest7" by /nick, or a name that looks like it: then 7 is passed over.
Name Naming::free_guest_name(std::uint32_t& number, Now now) {
    std::vector<std::uint32_t> taken;
    number = users_.take_guest_number();
    Name name = std::get<Name>(names_.check_person(fmt::format("guest{}", number)));
    while (users_.holds(name.key) || accounts_.find_by_key(name.key) != nullptr ||
           sanctions_.bars_name(name.key, now)) {
        taken.push_back(number);
        number = users_.take_guest_number();
        name = std::get<Name>(names_.check_person(fmt::format("guest{}", number)));
    }
    for (const std::uint32_t other : taken) users_.give_back_guest_number(other);
    return name;
}

void Naming::make_guest(Client& client, Now now) {
    std::uint32_t number = 0;
    Name name = free_guest_name(number, now);
    rename(client, std::move(name), now);
    client.guest_number = number;
}

Refusal Naming::registered_by_another(const Client& client, const Name& name) const {
    const Account* account = accounts_.find_by_key(name.key);
    if (account == nullptr || account == client.account) return {};
    return {Code::name_registered, account->name.text};
}

// Or a name that looks like it.
Refusal Naming::held_by_another(const Client& client, const Name& name) const {
    const Client* holder = users_.find_by_key(name.key);
    if (holder == nullptr || holder == &client) return {};
    if (name.text == holder->name.text) return {Code::name_taken, name.text};
    return {Code::name_looks_taken, name.text, holder->name.text};
}

Refusal Naming::can_use(const Client& client, const Name& name, Now now) const {
    if (const Account* account = accounts_.find_by_key(name.key); account != nullptr) {
        if (server_roles_.is_operator(*account)) return {};
        const Sanction* ban = sanctions_.ban_of_account(account->id, now);
        if (ban == nullptr) return {};
        return {Code::name_owner_banned, name.text, end_of(*ban, clock_of(client)), ban->reason};
    }
    const bool barred = name.key != client.name.key && !server_roles_.is_operator(client) &&
                        sanctions_.bars_name(name.key, now);
    if (!barred) return {};
    return {Code::name_banned, name.text};
}

Refusal Naming::can_take(const Client& client, const Name& name, Now now) const {
    if (Refusal why = registered_by_another(client, name)) return why;
    if (Refusal why = held_by_another(client, name)) return why;
    if (Refusal why = can_use(client, name, now)) return why;
    return access_.can_pass_lockdown(client);
}

bool Naming::is_free_for(const Client& client, const Name& name) const {
    return !users_.holds(name.key) && !registered_by_another(client, name);
}

void Naming::rename(Client& client, Name name, Now now) {
    const Name before = client.name;
    for (Membership& membership : client.rooms) {
        if (before.text == name.text || !access_.is_silenced(client, *membership.room, now)) continue;
        presence_.renamed_unseen(client, membership, now);
    }
    users_.rename(client, std::move(name));
    if (before.key != client.name.key) ignores_.renamed(users_, before.key, client.name);
    ignores_.remove(client, client.name.key);  // it may be a name that this client ignored
    presence_.renamed(client, before.text, now);
    views_.tell_settings(client);
    views_.tell_repliers(client);
}

}  // namespace confab
