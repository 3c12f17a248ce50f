// What follows when somebody has changed the rules of a room: it is saved, audited, and told there.
#pragma once

#include <string>

#include "confab/core/outcome.hpp"
#include "confab/core/rooms/room_records.hpp"
#include "confab/core/sanctions/audit.hpp"
#include "confab/core/users/replies.hpp"

namespace confab {

class RuleChanges {
  public:
    // All of them outlive it.
    RuleChanges(RoomRecords& records, Audit& audit, Replies& replies)
        : records_(records), audit_(audit), replies_(replies) {}

    // `detail` is for the audit, `answer` for the actor.
    Outcome made(const Actor& actor, Room& room, std::string detail, Reply answer, Now now);
    // Everyone else in the room is told that the actor did `what`: a code of the actor, the room and
    // `detail`.
    void tell(const Actor& actor, const Room& room, Code what, Now now, Argument detail = {});

  private:
    RoomRecords& records_;
    Audit& audit_;
    Replies& replies_;
};

}  // namespace confab
