// Going into rooms and out of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "confab/core/ports/event_sink.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/invitations.hpp"
#include "confab/core/rooms/ownership.hpp"
#include "confab/core/rooms/presence.hpp"
#include "confab/core/rooms/replay.hpp"
#include "confab/core/rooms/topics.hpp"
#include "confab/core/rooms/views.hpp"
#include "confab/core/users/replies.hpp"

namespace confab {

class Memberships {
  public:
    // All of them outlive it.
    Memberships(EventSink& events, const ChatSettings& settings, const NameRules& names, RoomDirectory& rooms,
                RoomRecords& records, Invitations& invitations, Access& access, Ownership& ownership,
                Views& views, Presence& presence, Replay& replay, Topics& topics, Replies& replies)
        : events_(events),
          settings_(settings),
          names_(names),
          rooms_(rooms),
          records_(records),
          invitations_(invitations),
          access_(access),
          ownership_(ownership),
          views_(views),
          presence_(presence),
          replay_(replay),
          topics_(topics),
          replies_(replies) {}

    // --- What a user does. They are told what came of it.

    // `word` was typed as the key of the room.
    void join(User& user, const RoomName& room, std::string_view word, Now now);
    // Goes into the one room that `user` is invited to, or the one of that name.
    void accept(User& user, std::string_view which, Now now);
    // A user that leaves its last room is in the lobby afterwards. `reason`: what all are told if somebody
    // else puts the user out. `room` may be gone afterwards.
    void leave(User& user, Room& room, Now now, std::string_view reason = {});

    // Out of a room, told why. `room` may be gone afterwards.
    void put_out(User& user, Room& room, const Refusal& why, std::string_view reason, Now now);
    // Puts a user that comes back into a room they were in, if they still may. False if it is not there
    // afterwards.
    bool return_to(User& user, Room& room, Now now);

    // After a crash: the same for a member, without a word to anybody.
    bool stay_in(User& user, Room& room, Now now);

    // --- The two halves of the above. Nobody is told.

    void enter(User& user, Room& room);
    // Leaves the room standing, even empty: call forget_if_empty() when nothing needs it any more. If it was
    // the current room, the user has none until they get another.
    void exit(User& user, Room& room);
    void forget_if_empty(Room& room);

  private:
    Room& room_for(User& user, const RoomName& name, Room* room, Now now);
    void came(User& user, Room& room, Now now);
    void left(const User& user, Room& room);
    void settle(User& user, Room& room, Now now);
    void leave_namesakes(User& user, Room& room, Now now);
    std::vector<Room*> invited_to(const User& user, std::string_view which);
    void tell_invitations(const User& user, std::string_view which, const std::vector<Room*>& found, Now now);
    void settle_others(User& user, Now now);
    void tell_switched(const User& user, std::uint64_t unread, Now now);

    EventSink& events_;
    const ChatSettings& settings_;
    const NameRules& names_;
    RoomDirectory& rooms_;
    RoomRecords& records_;
    Invitations& invitations_;
    Access& access_;
    Ownership& ownership_;
    Views& views_;
    Presence& presence_;
    Replay& replay_;
    Topics& topics_;
    Replies& replies_;
};

}  // namespace confab
