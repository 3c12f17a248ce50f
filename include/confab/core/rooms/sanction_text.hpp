// Sanctions in words.
#pragma once

#include <string>

#include "confab/base/zone_clock.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/sanctions/sanction.hpp"

namespace confab {

// "banned from #dev until 2026-11-22 14:00 CET: spamming"
std::string sanction_text(const Sanction& sanction, RoomDirectory& rooms, const ZoneClock& clock);

}  // namespace confab
