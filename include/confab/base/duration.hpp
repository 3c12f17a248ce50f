// Durations as people write and read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "confab/base/time.hpp"

namespace confab {

// How long one is: s, m, h, d, w or y, which has 365 days. Nothing for another letter.
std::optional<Milliseconds> unit_of(char letter);

// "90s", "30m", "2h", "7d", "1w", and sums of them as "1h30m". Nothing if it is none, is 0, or is more than
// a hundred years.
std::optional<Milliseconds> parse_duration(std::string_view text);

// Is it meant as a duration, and not as the first word of a reason? Whatever begins with a number is: a ban
// whose mistyped time was taken for a reason would never end.
bool looks_like_duration(std::string_view text);

// "1d12h": to the second, as parse_duration() reads it.
std::string duration_text(Milliseconds duration);

// "5s", "3m", "2h", "4d": its largest unit, which is enough for an idle time.
std::string brief(Milliseconds duration);

// "12s", "3m", "1h 30m", "3d 4h": its two largest units, for a table.
std::string two_units(Milliseconds duration);

}  // namespace confab
