#include "confab/core/sanctions/sanction_register.hpp"

#include <algorithm>

namespace confab {

namespace {

constexpr std::size_t swept_at_once = 16;

std::string key_of_name(std::string_view key) { return std::string("n").append(key); }
std::string key_of_account(AccountId account) { return std::string("a").append(std::to_string(account)); }
std::string key_of_user(UserId user) { return std::string("c").append(std::to_string(user.serial)); }

std::string key_of_network(const Network& network) {
    std::string key("w");
    key.push_back(static_cast<char>(network.bits));
    for (const std::uint8_t byte : network.address.bytes) key.push_back(static_cast<char>(byte));
    return key;
}

std::string index_key(const Sanction& sanction) {
    switch (sanction.target) {
        case Sanction::Target::name: return key_of_name(sanction.name_key);
        case Sanction::Target::account: return key_of_account(sanction.account);
        case Sanction::Target::network: return key_of_network(sanction.network);
    }
    return {};
}

}  // namespace

void SanctionRegister::load(std::vector<Sanction> sanctions, std::uint64_t last) {
    last_ = last;
    for (Sanction& each : sanctions) {
        last_ = std::max(last_, each.id);
        put(std::move(each), {});
    }
}

Sanction SanctionRegister::add(Sanction sanction, UserId user) {
    sanction.id = ++last_;
    state_.save(sanction);
    put(sanction, user);
    return sanction;
}

void SanctionRegister::replace(Sanction sanction) {
    const UserId user = all_.at(sanction.id).user;
    state_.save(sanction);
    take_out(sanction.id);
    put(std::move(sanction), user);
}

void SanctionRegister::remove(std::uint64_t id) {
    if (const Sanction* sanction = find(id)) told_full_.erase(sanction->room_key);
    take_out(id);
    state_.remove_sanction(id);
}

bool SanctionRegister::sweep(Now now) {
    const std::vector<std::uint64_t> ended = over(now, swept_at_once);
    for (const std::uint64_t id : ended) {
        told_full_.erase(find(id)->room_key);
        take_out(id);
        state_.remove_old_sanction(id);
    }
    return !ended.empty();
}

void SanctionRegister::account_gone(const Account& account) {
    std::vector<Sanction> theirs;
    for_each([&](const Sanction& sanction) {
        if (sanction.target == Sanction::Target::account && sanction.account == account.id) {
            theirs.push_back(sanction);
        }
    });
    for (Sanction& sanction : theirs) {
        sanction.target = Sanction::Target::name;
        sanction.name_key = account.name.key;
        sanction.account = 0;
        replace(std::move(sanction));
    }
}

void SanctionRegister::rename_room(const RoomKey& before, const RoomKey& after) {
    std::vector<Sanction> moved;
    for_each([&](const Sanction& sanction) {
        if (sanction.room_key == before) moved.push_back(sanction);
    });
    for (Sanction& sanction : moved) {
        sanction.room_key = after;
        replace(std::move(sanction));
    }
    if (told_full_.erase(before) != 0) told_full_.emplace(after);
}

void SanctionRegister::forget_room(const RoomKey& key) {
    std::vector<std::uint64_t> ids;
    for_each([&](const Sanction& sanction) {
        if (sanction.room_key == key) ids.push_back(sanction.id);
    });
    for (const std::uint64_t id : ids) remove(id);
    told_full_.erase(key);
}

void SanctionRegister::put(Sanction sanction, UserId user) {
    const std::uint64_t id = sanction.id;
    index(index_key(sanction), id);
    if (user) index(key_of_user(user), id);
    if (sanction.target == Sanction::Target::network) ++bits_[sanction.network.bits];
    if (sanction.until != for_ever) ends_.emplace(sanction.until, id);
    if (!sanction.room_key.empty()) {
        ++rooms_[sanction.room_key];
        ++of_rooms_;
    }
    ++count_[sanction.kind == Sanction::Kind::mute ? 1 : 0];
    all_.emplace(id, Held{std::move(sanction), user});
}

void SanctionRegister::take_out(std::uint64_t id) {
    const auto found = all_.find(id);
    if (found == all_.end()) return;
    const auto& [sanction, user] = found->second;
    unindex(index_key(sanction), id);
    if (user) unindex(key_of_user(user), id);
    if (sanction.target == Sanction::Target::network && --bits_[sanction.network.bits] == 0) {
        bits_.erase(sanction.network.bits);
    }
    ends_.erase({sanction.until, id});
    if (!sanction.room_key.empty()) {
        --of_rooms_;
        if (--rooms_[sanction.room_key] == 0) rooms_.erase(sanction.room_key);
    }
    --count_[sanction.kind == Sanction::Kind::mute ? 1 : 0];
    all_.erase(found);
}

void SanctionRegister::index(const std::string& key, std::uint64_t id) {
    std::vector<std::uint64_t>& ids = index_[key];
    ids.insert(std::lower_bound(ids.begin(), ids.end(), id), id);
}

void SanctionRegister::unindex(const std::string& key, std::uint64_t id) {
    const auto found = index_.find(key);
    if (found == index_.end()) return;
    std::erase(found->second, id);
    if (found->second.empty()) index_.erase(found);
}

const std::vector<std::uint64_t>& SanctionRegister::indexed(const std::string& key) const {
    static const std::vector<std::uint64_t> none;
    const auto found = index_.find(key);
    return found == index_.end() ? none : found->second;
}

const Sanction* SanctionRegister::find(std::uint64_t id) const {
    const auto found = all_.find(id);
    return found == all_.end() ? nullptr : &found->second.sanction;
}

bool SanctionRegister::is_for(std::uint64_t id, UserId user) const {
    const auto found = all_.find(id);
    return found != all_.end() && user && found->second.user == user;
}

std::vector<std::uint64_t> SanctionRegister::of_user(UserId user) const { return indexed(key_of_user(user)); }

void SanctionRegister::hold(std::uint64_t id, UserId user) {
    const auto found = all_.find(id);
    if (found == all_.end()) return;
    UserId& held = found->second.user;
    if (held) unindex(key_of_user(held), id);
    held = user;
    index(key_of_user(user), id);
}

void SanctionRegister::follow(UserId before, UserId after) {
    for (const std::uint64_t id : of_user(before)) hold(id, after);
}

// A person that was logged in already is held by a sanction by network only if it is a ban from the whole
// server: others share the network, and an account can be sanctioned itself.
const Sanction* SanctionRegister::first(const std::string& key, Sanction::Kind kind, const RoomKey& room_key,
                                        const Subject& whom, Now now) const {
    for (const std::uint64_t id : indexed(key)) {
        const Sanction& sanction = all_.at(id).sanction;
        if (sanction.kind != kind || sanction.room_key != room_key || sanction.until <= now.wall) continue;
        const bool by_network = sanction.target == Sanction::Target::network && key.front() == 'w';
        const bool for_all = kind == Sanction::Kind::ban && room_key.empty();
        const bool logged_in_since = sanction.id <= whom.at_login;
        if (!by_network || for_all || whom.account == 0 || logged_in_since) return &sanction;
    }
    return nullptr;
}

const Sanction* SanctionRegister::against(const Subject& whom, Sanction::Kind kind, const RoomKey& room_key,
                                          Now now) const {
    if (!any(kind) || (!room_key.empty() && of_room(room_key) == 0)) return nullptr;
    const Sanction* found = nullptr;
    if (whom.account != 0) found = first(key_of_account(whom.account), kind, room_key, whom, now);
    if (found == nullptr && whom.user) {
        found = first(key_of_user(whom.user), kind, room_key, whom, now);
    }
    if (found == nullptr && !whom.name_key.empty()) {
        found = first(key_of_name(whom.name_key), kind, room_key, whom, now);
    }
    if (found != nullptr || whom.address.local()) return found;
    for (const auto& [bits, count] : bits_) {
        const std::string key = key_of_network(network_of(whom.address, bits));
        if (const Sanction* sanction = first(key, kind, room_key, whom, now)) return sanction;
    }
    return nullptr;
}

std::vector<std::uint64_t> SanctionRegister::over(Now now, std::size_t most) const {
    std::vector<std::uint64_t> ids;
    for (const auto& [end, id] : ends_) {
        if (end > now.wall || ids.size() == most) break;
        ids.push_back(id);
    }
    return ids;
}

std::size_t SanctionRegister::of_room(const RoomKey& room_key) const {
    const auto found = rooms_.find(room_key);
    return found == rooms_.end() ? 0 : found->second;
}

}  // namespace confab
