// Times as people write them: "2h", "14:00", "2026-11-20 14:00".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "confab/base/duration.hpp"
#include "confab/base/time.hpp"
#include "confab/base/zone_clock.hpp"

namespace confab {

// "14:00", "2026-11-20", "2026-11-20 14:00" or "2026-11-20T14:00", on the clocks of `clock`: the last time
// that they showed it, and a date alone is the beginning of that day; or a duration: so long ago. Nothing if
// it is none of these, or is yet to come.
std::optional<WallTime> parse_past(std::string_view text, const ZoneClock& clock, WallTime now);

// "14:02", and with its date if that is another: "2026-11-20 14:02".
std::string when(WallTime time, const ZoneClock& clock, WallTime now);

}  // namespace confab
