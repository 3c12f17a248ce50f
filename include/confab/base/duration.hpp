// Durations as people write them.
#pragma once

#include <optional>
#include <string_view>

#include "confab/base/time.hpp"

namespace confab {

// "90s", "30m", "2h", "7d", "1w", and sums of them as "1h30m". Nothing if it is none, is 0, or is more than
// a hundred years.
std::optional<Milliseconds> parse_duration(std::string_view text);

}  // namespace confab
