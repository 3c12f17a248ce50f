#include "confab/core/login/account_saves.hpp"

#include "confab/core/users/saved_settings.hpp"

namespace confab {

void AccountSaves::save(User& user, Now now, Arrived arrived) {
    touched_.erase(user.id);
    user.account->settings = saved_settings(user, users_);
    user.account->settings.left = now.wall;
    user.account->settings.seats = seats_.of(user, arrived, now);
    user.account->last_seen = now.wall;
    state_.save(*user.account);
}

void AccountSaves::left(User& user, Now now, Arrived arrived) {
    touched_.erase(user.id);
    if (user.account != nullptr && !user.rooms.empty()) save(user, now, arrived);
}

void AccountSaves::note_touched(const User& user, Now now) {
    if (!touched_.insert(user.id).second) return;
    due_.emplace_back(now.mono + save_after, user.id);
}

void AccountSaves::tick(Now now) {
    while (!due_.empty() && due_.front().first <= now.mono) {
        const UserId id = due_.front().second;
        due_.pop_front();
        if (touched_.erase(id) == 0) continue;
        User* user = users_.find(id);
        if (user != nullptr && user->account != nullptr) save(*user, now);
    }
}

std::optional<MonoTime> AccountSaves::deadline() const {
    if (due_.empty()) return std::nullopt;
    return due_.front().first;
}

}  // namespace confab
