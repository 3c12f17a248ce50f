// Answers that a sanction is the reason of.
#pragma once

#include "confab/base/zone_clock.hpp"
#include "confab/core/reply.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/sanctions/sanction.hpp"

namespace confab {

// Adds the sanction to the arguments of `why`: its room, its end and its reason, each if there is one.
Refusal sanctioned(Refusal why, const Sanction& sanction, RoomDirectory& rooms, const ZoneClock& clock);

}  // namespace confab
