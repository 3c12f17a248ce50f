// What follows when somebody has changed the rules of a room: it is saved, audited, and told there.
#pragma once

#include <string>
#include <string_view>

#include "confab/core/outcome.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/rooms/room_records.hpp"
#include "confab/core/sanctions/audit.hpp"

namespace confab {

class RuleChanges {
  public:
    // All of them outlive it.
    RuleChanges(EventSink& events, RoomRecords& records, Audit& audit)
        : events_(events), records_(records), audit_(audit) {}

    // `text` is the answer to the actor.
    Outcome made(const Actor& actor, Room& room, std::string detail, std::string text, Now now);
    // Everyone else in the room is told that the actor did `what`.
    void tell(const Actor& actor, const Room& room, std::string_view what, Now now);

  private:
    EventSink& events_;
    RoomRecords& records_;
    Audit& audit_;
};

}  // namespace confab
