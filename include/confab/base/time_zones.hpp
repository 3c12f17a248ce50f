// The time zones one may name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "confab/base/time_zone.hpp"

namespace confab {

// A file of the system's time zone database, and the name it stands for.
struct ZoneFile {
    std::string name;  // "Europe/Berlin"
    std::string bytes;
};

// Makes these the zones there are, besides UTC, which there always is. Files that are no time zone are left
// out. For the start of a program: nothing may ask for a zone meanwhile, and what was found before is gone.
void use_time_zones(const std::vector<ZoneFile>& files);

// All names, sorted; a few hundred. Thread-safe, as the others are.
const std::vector<std::string>& time_zones();

// The name as it is written, for one in any case; empty if there is none.
std::string_view find_time_zone(std::string_view wanted);

// The zone of exactly that name; nullptr if there is none.
const TimeZone* time_zone(std::string_view name);
// Its name, if time_zone() gave it; else empty.
std::string_view name_of(const TimeZone& zone);

}  // namespace confab
