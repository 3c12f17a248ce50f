// Ends connections on which nobody logs in, where nobody is let in without.
#pragma once

#include <deque>
#include <optional>
#include <utility>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/login/departure.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class LoginDeadlines {
  public:
    // All of them outlive it.
    LoginDeadlines(const ChatSettings& settings, UserDirectory& users, Departure& departure)
        : settings_(settings), users_(users), departure_(departure) {}

    void arrived(const User& user, Now now);
    void tick(Now now);
    std::optional<MonoTime> deadline() const;

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    bool waits(ClientId who) const;
    void end(ClientId who, Now now);

    const ChatSettings& settings_;
    UserDirectory& users_;
    Departure& departure_;
    std::deque<std::pair<MonoTime, ClientId>> due_;  // as they came; some have logged in or gone since
};

}  // namespace confab
