// The topics of rooms.
#pragma once

#include <string_view>
#include <vector>

#include "confab/core/ports/event_sink.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/room_records.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/replies.hpp"

namespace confab {

class Topics {
  public:
    // All of them outlive it.
    Topics(EventSink& events, const ChatSettings& settings, const Ignores& ignores, const Access& access,
           RoomRecords& records, Replies& replies)
        : events_(events),
          settings_(settings),
          ignores_(ignores),
          access_(access),
          records_(records),
          replies_(replies) {}

    void tell(const User& user, const Room& room, Now now);
    // An empty text takes the topic away. Gives why nothing changed, if so; the user is not told yet.
    [[nodiscard]] Refusal set(const User& user, Room& room, std::string_view text, Now now);

  private:
    EventSink& events_;
    const ChatSettings& settings_;
    const Ignores& ignores_;
    const Access& access_;
    RoomRecords& records_;
    Replies& replies_;
};

}  // namespace confab
