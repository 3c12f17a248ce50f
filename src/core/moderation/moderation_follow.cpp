// Whom a sanction follows: who is held by where they come from, or by the name they had, stays so as somebody
// else.
#include <algorithm>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"
#include "moderation_target.hpp"

namespace confab {

namespace {

constexpr std::size_t max_followed = 100;  // sanctions that a new account takes over

// Is `copy` what an account got of `original`?
bool follows(const Sanction& copy, const Sanction& original) {
    using Target = Sanction::Target;
    if (copy.target != Target::account || original.target == Target::account) return false;
    if (copy.kind != original.kind || copy.room_key != original.room_key || copy.by != original.by)
        return false;
    if (copy.since != original.since || copy.until != original.until) return false;
    if (original.target == Target::network) return copy.network == original.network;
    return copy.network == Network{} && copy.name_key == original.name_key;
}

Sanction copy_for(const Sanction& original, AccountId account, const std::string& shown) {
    Sanction copy = original;
    copy.target = Sanction::Target::account;
    copy.account = account;
    copy.shown = shown;
    if (original.target != Sanction::Target::network) copy.network = {};
    return copy;
}

}  // namespace

bool same(const Sanction& a, const Sanction& b) {
    if (a.kind != b.kind || a.room_key != b.room_key || a.target != b.target) return false;
    switch (a.target) {
        case Sanction::Target::name: return a.name_key == b.name_key;
        case Sanction::Target::account: return a.account == b.account;
        case Sanction::Target::network: return a.network == b.network;
    }
    return false;
}

std::vector<Sanction> Moderation::followers_of(const std::vector<Sanction>& originals) const {
    std::vector<Sanction> found;
    sanctions_.for_each([&](const Sanction& sanction) {
        const bool theirs = std::any_of(originals.begin(), originals.end(),
                                        [&](const Sanction& each) { return follows(sanction, each); });
        if (theirs) found.push_back(sanction);
    });
    return found;
}

void Moderation::follow_again(const std::vector<Sanction>& followers, const std::vector<Sanction>& before,
                              const std::vector<Sanction>& imposed) {
    for (const Sanction& follower : followers) {
        const auto original = std::find_if(before.begin(), before.end(),
                                           [&](const Sanction& each) { return follows(follower, each); });
        if (original == before.end()) continue;
        const auto again = std::find_if(imposed.begin(), imposed.end(),
                                        [&](const Sanction& each) { return same(each, *original); });
        if (again != imposed.end()) add(copy_for(*again, follower.account, follower.shown), {});
    }
}

// Of a ban from the whole server nobody need be reminded who comes from there.
bool Moderation::holds_whoever_registers(const Sanction& sanction, const Client& client, Now now) const {
    if (sanction.until <= now.wall || sanction.target == Sanction::Target::account) return false;
    if (sanctions_.is_for(sanction.id, client.id)) return true;
    if (sanction.target == Sanction::Target::name) return sanction.name_key == client.name.key;
    const bool server_ban = sanction.kind == Sanction::Kind::ban && sanction.room_key.empty();
    return !server_ban && !client.address.local() && sanction.network.contains(client.address);
}

void Moderation::registered(Client& client, const Account& account, Now now) {
    logged_in(client);
    if (is_operator(account)) return;
    std::vector<Sanction> copies;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (copies.size() == max_followed || !holds_whoever_registers(sanction, client, now)) return;
        const Sanction copy = copy_for(sanction, account.id, account.name.text);
        const bool again =
            std::any_of(copies.begin(), copies.end(), [&](const Sanction& each) { return same(each, copy); });
        if (!again) copies.push_back(copy);
    });
    for (Sanction& copy : copies) {
        const bool full =
            sanctions_.size() >= hub_.settings().max_sanctions ||
            (!copy.room_key.empty() && sanctions_.of_room(copy.room_key) >= SanctionRegister::max_of_a_room);
        if (!full) add(std::move(copy), {});
    }
}

void Moderation::logged_in(Client& client) const {
    client.sanctions_at_login = static_cast<std::uint32_t>(sanctions_.last());
}

void Moderation::came_back(ClientId before, ClientId after) { sanctions_.follow(before, after); }

std::string Moderation::refuses_return(const Client& client, ClientId before, Now now) const {
    if (!before) return {};
    const Sanction* ban = sanctions_.against({.client = before}, Sanction::Kind::ban, "", now);
    return ban == nullptr ? std::string() : sentence("you are ", why(*ban, History::clock_of(client)));
}

}  // namespace confab
