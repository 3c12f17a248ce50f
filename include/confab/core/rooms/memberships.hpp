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

    // --- What a client does. It is told what came of it.

    // `word` was typed as the key of the room.
    void join(Client& client, const RoomName& room, std::string_view word, Now now);
    // Goes into the one room that `client` is invited to, or the one of that name.
    void accept(Client& client, std::string_view which, Now now);
    // A client that leaves its last room is in the lobby afterwards. `reason`: what all are told if somebody
    // else puts the client out. `room` may be gone afterwards.
    void leave(Client& client, Room& room, Now now, std::string_view reason = {});

    // Out of a room, told why. `room` may be gone afterwards.
    void put_out(Client& client, Room& room, const Refusal& why, std::string_view reason, Now now);
    // Puts a client that comes back into a room it was in, if it still may; `quietly`: the room is not told.
    // False if it is not there afterwards.
    bool return_to(Client& client, Room& room, bool quietly, Now now);

    // --- The two halves of the above. Nobody is told.

    void enter(Client& client, Room& room);
    // Leaves the room standing, even empty: call forget_if_empty() when nothing needs it any more. If it was
    // the current room, the client has none until it gets another.
    void exit(Client& client, Room& room);
    void forget_if_empty(Room& room);

  private:
    Room& room_for(Client& client, const RoomName& name, Room* room, Now now);
    void came(Client& client, Room& room, Now now);
    void left(const Client& client, Room& room);
    void settle(Client& client, Room& room, Now now);
    void leave_namesakes(Client& client, Room& room, Now now);
    std::vector<Room*> invited_to(const Client& client, std::string_view which);
    void tell_invitations(const Client& client, std::string_view which, const std::vector<Room*>& found,
                          Now now);
    void tell_switched(const Client& client, std::uint64_t unread, Now now);

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
