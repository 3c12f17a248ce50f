#include "confab/core/login/login_deadlines.hpp"

namespace confab {

// A shorter time takes hold when those who came before have had theirs.
void LoginDeadlines::tick(Now now) {
    while (!due_.empty() && due_.front().first <= now.mono) {
        const ClientId who = due_.front().second;
        due_.pop_front();
        end(who, now);
    }
}

void LoginDeadlines::end(ClientId who, Now now) {
    User* user = users_.find(who);
    if (user == nullptr || !user->is_unnamed()) return;
    departure_.expel(*user, {Code::login_timed_out, settings_.login_timeout}, "did not log in", now);
}

std::optional<MonoTime> LoginDeadlines::deadline() const {
    if (due_.empty()) return std::nullopt;
    return due_.front().first;
}

}  // namespace confab
