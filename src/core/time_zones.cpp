#include "time_zones.hpp"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <memory>

#include "text.hpp"

namespace confab {

namespace {

std::vector<std::string> list_zones() {
    std::vector<std::string> zones;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> ids(
        icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
    if (U_FAILURE(status) || !ids) return zones;
    while (const char* id = ids->next(nullptr, status)) zones.emplace_back(id);
    // ICU's word for a zone that it does not know.
    std::erase_if(zones, [](const std::string& zone) { return zone == "Etc/Unknown"; });
    std::sort(zones.begin(), zones.end());
    return zones;
}

}  // namespace

const std::vector<std::string>& time_zones() {
    static const std::vector<std::string> zones = list_zones();
    return zones;
}

std::string_view find_time_zone(std::string_view wanted) {
    const std::string lower = ascii_lower(wanted);
    const auto& zones = time_zones();
    const auto found = std::find_if(zones.begin(), zones.end(),
                                    [&](const std::string& zone) { return ascii_lower(zone) == lower; });
    return found == zones.end() ? std::string_view() : *found;
}

}  // namespace confab
