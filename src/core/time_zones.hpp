// The time zones one may name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confab {

// All ids of the IANA database as ICU has them, sorted; a few hundred. Thread-safe.
const std::vector<std::string>& time_zones();

// The id as it is written, for one in any case; empty if there is none.
std::string_view find_time_zone(std::string_view wanted);

}  // namespace confab
