#include "confab/core/sanctions/sanction_followers.hpp"

#include <algorithm>
#include <utility>

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

bool same_sanction(const Sanction& a, const Sanction& b) {
    if (a.kind != b.kind || a.room_key != b.room_key || a.target != b.target) return false;
    switch (a.target) {
        case Sanction::Target::name: return a.name_key == b.name_key;
        case Sanction::Target::account: return a.account == b.account;
        case Sanction::Target::network: return a.network == b.network;
    }
    return false;
}

std::vector<Sanction> SanctionFollowers::of(const std::vector<Sanction>& originals) const {
    std::vector<Sanction> found;
    sanctions_.for_each([&](const Sanction& sanction) {
        const bool theirs = std::any_of(originals.begin(), originals.end(),
                                        [&](const Sanction& each) { return follows(sanction, each); });
        if (theirs) found.push_back(sanction);
    });
    return found;
}

void SanctionFollowers::follow_again(const std::vector<Sanction>& followers,
                                     const std::vector<Sanction>& before,
                                     const std::vector<Sanction>& imposed) {
    for (const Sanction& follower : followers) {
        const auto original = std::find_if(before.begin(), before.end(),
                                           [&](const Sanction& each) { return follows(follower, each); });
        if (original == before.end()) continue;
        const auto again = std::find_if(imposed.begin(), imposed.end(),
                                        [&](const Sanction& each) { return same_sanction(each, *original); });
        if (again != imposed.end()) sanctions_.add(copy_for(*again, follower.account, follower.shown), {});
    }
}

// A ban from the whole server holds the network anyway: nobody could register from there.
bool SanctionFollowers::holds_new_account(const Sanction& sanction, const User& user, Now now) const {
    if (sanction.until <= now.wall || sanction.target == Sanction::Target::account) return false;
    if (sanctions_.is_for(sanction.id, user.id)) return true;
    if (sanction.target == Sanction::Target::name) return sanction.name_key == user.name.key;
    const bool server_ban = sanction.kind == Sanction::Kind::ban && sanction.room_key.empty();
    return !server_ban && !user.connection.address.local() &&
           sanction.network.contains(user.connection.address);
}

void SanctionFollowers::registered(User& user, const Account& account, Now now) {
    logged_in(user);
    if (server_roles_.is_operator(account)) return;
    std::vector<Sanction> copies;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (copies.size() == max_followed || !holds_new_account(sanction, user, now)) return;
        const Sanction copy = copy_for(sanction, account.id, account.name.text);
        const bool again = std::any_of(copies.begin(), copies.end(),
                                       [&](const Sanction& each) { return same_sanction(each, copy); });
        if (!again) copies.push_back(copy);
    });
    for (Sanction& copy : copies) {
        const bool full =
            sanctions_.size() >= settings_.max_sanctions ||
            (!copy.room_key.empty() && sanctions_.of_room(copy.room_key) >= SanctionRegister::max_of_a_room);
        if (!full) sanctions_.add(std::move(copy), {});
    }
}

void SanctionFollowers::logged_in(User& user) const {
    user.sanctions_at_login = static_cast<std::uint32_t>(sanctions_.last());
}

}  // namespace confab
