// When a ban or a mute is over, as an argument of an answer.
#pragma once

#include "confab/base/zone_clock.hpp"
#include "confab/core/reply.hpp"
#include "confab/core/sanctions/sanction.hpp"

namespace confab {

// On the clock of the reader; nothing if it is for ever.
inline Argument end_of(const Sanction& sanction, const ZoneClock& clock) {
    if (sanction.until == for_ever) return {};
    return LocalTime{sanction.until, clock};
}

}  // namespace confab
