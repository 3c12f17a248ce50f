// Saves what is kept with an account, soon after it has changed.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <utility>

#include "confab/base/ids.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/core/login/delivered_seats.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class AccountSaves {
  public:
    static constexpr Milliseconds save_after{60'000};  // a kill loses that much of settings at most

    // All of them outlive it.
    AccountSaves(UserDirectory& users, StateStore& state, const DeliveredSeats& seats)
        : users_(users), state_(state), seats_(seats) {}

    // The user does something: what that changes is saved within `save_after`.
    void touched(const User& user, Now now) {
        if (user.account != nullptr) note_touched(user, now);
    }
    // The user has an account.
    void save(User& user, Now now, Arrived arrived = all_arrived);
    // The user is going, or is a guest from now on: saves their account, if they have one.
    void left(User& user, Now now, Arrived arrived = all_arrived);

    void tick(Now now);
    std::optional<MonoTime> deadline() const;

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    void note_touched(const User& user, Now now);

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

    UserDirectory& users_;
    StateStore& state_;
    const DeliveredSeats& seats_;
    std::set<UserId> touched_;                     // since they were saved
    std::deque<std::pair<MonoTime, UserId>> due_;  // in order; some of them were saved meanwhile
};

}  // namespace confab
