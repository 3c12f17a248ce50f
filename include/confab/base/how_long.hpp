// For how long, and until when: what is said of a ban.
#pragma once

#include <string>
#include <string_view>

#include "confab/base/time.hpp"
#include "confab/base/zone_clock.hpp"

namespace confab {

// Is it meant as a duration, and not as the first word of a reason? Whatever begins with a number is: as a
// reason, a mistyped time would make for ever of what was to end.
bool looks_like_duration(std::string_view text);
// "1d12h", as parse_duration() reads it.
std::string duration_text(Milliseconds duration);
// "2026-11-22 14:00 CET", on the clocks of `clock`.
std::string moment_text(WallTime time, const ZoneClock& clock);

}  // namespace confab
