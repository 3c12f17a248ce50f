// Dates and times as text.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "confab/base/time.hpp"
#include "confab/base/zone_clock.hpp"

namespace confab {

// "2031-05-04T17:01:02.345Z"; RFC 3339, in UTC.
std::string rfc3339(WallTime time);
// The same at the end of `out`: nothing is allocated for it, and each line of JSON has one.
void append_rfc3339(std::string& out, WallTime time);

// "2031-05-04 17:01:02", in UTC.
std::string utc_text(WallTime time);

// "2026-11-22"
std::string iso_date(std::chrono::sys_days day);

// "Sunday, 22 November 2026"
std::string date_text(std::chrono::sys_days day);

// "2026-11-22", on the clocks of `clock`.
std::string date(WallTime time, const ZoneClock& clock);

// "14:02", and with its date if that is not the date of `now`: "2026-11-20 14:02".
std::string when(WallTime time, const ZoneClock& clock, WallTime now);

// "2026-11-22 14:00 CET", on the clocks of `clock`.
std::string moment_text(WallTime time, const ZoneClock& clock);

// "14:00", "2026-11-20", "2026-11-20 14:00" or "2026-11-20T14:00", on the clocks of `clock`: the last time
// that they showed it, and a date alone is the beginning of that day; or a duration: so long ago. Nothing if
// it is none of these, or is yet to come.
std::optional<WallTime> parse_past(std::string_view text, const ZoneClock& clock, WallTime now);

}  // namespace confab
