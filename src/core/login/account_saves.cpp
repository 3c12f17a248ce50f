#include "confab/core/login/account_saves.hpp"

#include "confab/core/users/saved_settings.hpp"

namespace confab {

void AccountSaves::save(Client& client, Now now, Arrived arrived) {
    touched_.erase(client.id);
    client.account->settings = saved_settings(client, users_);
    client.account->settings.left = now.wall;
    client.account->settings.seats = seats_.of(client, arrived, now);
    client.account->last_seen = now.wall;
    state_.save(*client.account);
}

void AccountSaves::left(Client& client, Now now, Arrived arrived) {
    touched_.erase(client.id);
    if (client.account != nullptr && !client.rooms.empty()) save(client, now, arrived);
}

void AccountSaves::touched(const Client& client, Now now) {
    if (client.account == nullptr || !touched_.insert(client.id).second) return;
    due_.emplace_back(now.mono + save_after, client.id);
}

void AccountSaves::tick(Now now) {
    while (!due_.empty() && due_.front().first <= now.mono) {
        const ClientId id = due_.front().second;
        due_.pop_front();
        if (touched_.erase(id) == 0) continue;
        Client* client = users_.find(id);
        if (client != nullptr && client->account != nullptr) save(*client, now);
    }
}

std::optional<MonoTime> AccountSaves::deadline() const {
    if (due_.empty()) return std::nullopt;
    return due_.front().first;
}

}  // namespace confab
