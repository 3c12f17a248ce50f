#include "confab/core/users/ignores.hpp"

#include <algorithm>

namespace confab {

namespace {

auto entry(std::vector<Name>& names, std::string_view key) {
    return std::find_if(names.begin(), names.end(), [key](const Name& name) { return name.key == key; });
}

// They are in order, so that equal chats do the same.
void insert(std::vector<ClientId>& ignorers, ClientId id) {
    ignorers.insert(std::lower_bound(ignorers.begin(), ignorers.end(), id), id);
}

}  // namespace

void Ignores::connection_added(const User& who, ClientId connection) {
    if (!who.extras) return;
    for (const Name& name : who.extras->ignores) insert(by_key_[name.key], connection);
}

void Ignores::connection_removed(const User& who, ClientId connection) {
    if (!who.extras) return;
    for (const Name& name : who.extras->ignores) std::erase(by_key_[name.key], connection);
}

bool Ignores::ignores(const User& who, std::string_view key) const {
    if (!who.extras) return false;
    std::vector<Name>& names = who.extras->ignores;
    return entry(names, key) != names.end();
}

void Ignores::collect(std::string_view key, std::vector<ClientId>& out) const {
    if (by_key_.empty()) return;
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
}

void Ignores::add(User& who, const Name& whom) {
    if (ignores(who, whom.key) || who.more().ignores.size() >= max_per_user) return;
    who.more().ignores.push_back(whom);
    std::vector<ClientId>& ignorers = by_key_[whom.key];
    who.for_each_connection([&](const Connection& each) { insert(ignorers, each.id); });
}

bool Ignores::remove(User& who, std::string_view key) {
    if (!who.extras) return false;
    auto& names = who.extras->ignores;
    const auto name = entry(names, key);
    if (name == names.end()) return false;

    const auto listed = by_key_.find(name->key);
    who.for_each_connection([&](const Connection& each) { std::erase(listed->second, each.id); });
    if (listed->second.empty()) by_key_.erase(listed);
    names.erase(name);
    return true;
}

void Ignores::renamed(UserDirectory& users, const std::string& before, const Name& after) {
    const auto found = by_key_.find(before);
    if (found == by_key_.end()) return;
    const std::vector<ClientId> ignorers = found->second;
    for (const ClientId id : ignorers) {
        User* who = users.find(id);
        remove(*who, before);
        add(*who, after);
    }
}

void Ignores::forget_name(UserDirectory& users, const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    const std::vector<ClientId> ignorers = found->second;
    for (const ClientId id : ignorers) remove(*users.find(id), key);
}

void Ignores::forget_user(User& who) {
    if (!who.extras) return;
    while (!who.extras->ignores.empty()) {
        const std::string key = who.extras->ignores.back().key;
        remove(who, key);
    }
}

void Ignores::index(UserDirectory& users) {
    by_key_.clear();
    users.for_each([this](const User& who) {
        who.for_each_connection([&](const Connection& each) { connection_added(who, each.id); });
    });
}

}  // namespace confab
