// The zones that tests name, so that they need no database of the system's.
#pragma once

#include <string>
#include <string_view>

#include "confab/base/time_zones.hpp"

namespace confab::unit {

// A file of a zone by a rule alone, as "CET-1CEST,M3.5.0,M10.5.0/3".
std::string zone_by_rule(std::string_view rule);

// Makes these the zones there are. Whoever includes this has them from the start.
bool use_test_zones();
inline const bool test_zones = use_test_zones();

}  // namespace confab::unit
