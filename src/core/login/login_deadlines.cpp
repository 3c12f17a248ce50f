#include "confab/core/login/login_deadlines.hpp"

namespace confab {

namespace {

constexpr std::size_t few = 64;

}  // namespace

// Those who have gone or logged in meanwhile are forgotten before there are more of them than of those who
// wait.
void LoginDeadlines::arrived(const User& user, Now now) {
    if (due_.size() >= 2 * users_.connections() + few) {
        std::erase_if(due_, [this](const auto& each) { return !waits(each.second); });
    }
    due_.emplace_back(now.mono + settings_.login_timeout, user.connection.id);
}

bool LoginDeadlines::waits(ClientId who) const {
    const User* user = users_.find(who);
    return user != nullptr && user->is_unnamed();
}

// A shorter time takes hold when those who came before have had theirs.
void LoginDeadlines::tick(Now now) {
    while (!due_.empty() && due_.front().first <= now.mono) {
        const ClientId who = due_.front().second;
        due_.pop_front();
        end(who, now);
    }
}

void LoginDeadlines::end(ClientId who, Now now) {
    if (!waits(who)) return;
    departure_.expel(*users_.find(who), {Code::login_timed_out, settings_.login_timeout}, "did not log in",
                     now);
}

std::optional<MonoTime> LoginDeadlines::deadline() const {
    if (due_.empty()) return std::nullopt;
    return due_.front().first;
}

}  // namespace confab
