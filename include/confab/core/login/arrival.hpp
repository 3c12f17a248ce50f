// Coming in: the door, a guest name, a place in the lobby, and the greeting.
#pragma once

#include "confab/core/login/certificates.hpp"
#include "confab/core/login/login_deadlines.hpp"
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
            Naming& naming, LoginDeadlines& deadlines, Certificates& certificates, UserDirectory& users,
            Replies& replies)
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
          deadlines_(deadlines),
          certificates_(certificates),
          users_(users),
          replies_(replies) {}

    void arrive(const operation::Arrive& who, Now now);
    // Somebody nameless comes in as a guest of that name.
    [[nodiscard]] Refusal come_in(User& user, Name name, Now now);
    // Somebody without a name gets one, and comes in as a guest would. What was said in the lobby is shown,
    // unless that was missed: `missed`.
    void let_in(User& user, Name name, bool missed, Now now);
    // Their certificate should have logged them in, and could not: they come in without it. Nothing happens
    // to somebody who has a name.
    void come_in_without_certificate(User& user, Now now);

  private:
    bool is_refused(const operation::Arrive& who, Now now);
    bool logs_in(const operation::Arrive& who) const;
    User& add(const operation::Arrive& who, Now now);
    void ask_to_log_in(User& user, Now now);
    void enter(User& user, bool missed, Now now);
    void greet(const User& user, Now now);
    void tell_again(const User& user, Now now);

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
    LoginDeadlines& deadlines_;
    Certificates& certificates_;
    UserDirectory& users_;
    Replies& replies_;
};

}  // namespace confab
