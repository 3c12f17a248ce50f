// Coming in: the door, a guest name, a place in the lobby, and the greeting.
#pragma once

#include "confab/core/login/naming.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/rooms/replay.hpp"
#include "confab/core/rooms/topics.hpp"

namespace confab {

class Arrival {
  public:
    // All of them outlive it.
    Arrival(EventSink& events, const ChatSettings& settings, RoomDirectory& rooms, Memberships& memberships,
            Views& views, Presence& presence, Replay& replay, Topics& topics, Moderation& moderation,
            Naming& naming, Replies& replies)
        : events_(events),
          settings_(settings),
          rooms_(rooms),
          memberships_(memberships),
          views_(views),
          presence_(presence),
          replay_(replay),
          topics_(topics),
          moderation_(moderation),
          naming_(naming),
          replies_(replies) {}

    void arrive(const operation::Arrive& who, Now now);

  private:
    bool is_refused(const operation::Arrive& who, Now now);
    void greet(const User& user, Now now);

    EventSink& events_;
    const ChatSettings& settings_;
    RoomDirectory& rooms_;
    Memberships& memberships_;
    Views& views_;
    Presence& presence_;
    Replay& replay_;
    Topics& topics_;
    Moderation& moderation_;
    Naming& naming_;
    Replies& replies_;
};

}  // namespace confab
