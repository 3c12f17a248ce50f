#include "confab/base/time_zones.hpp"

#include <algorithm>
#include <map>

#include "confab/base/text.hpp"

namespace confab {

namespace {

struct Zones {
    std::map<std::string, TimeZone, std::less<>> by_name;
    std::vector<std::string> names;

    void add(std::string name, TimeZone zone) { by_name.insert_or_assign(std::move(name), std::move(zone)); }
    void list() {
        names.clear();
        for (const auto& [name, zone] : by_name) names.push_back(name);
    }
};

Zones only_utc() {
    Zones zones;
    zones.add("UTC", TimeZone());
    zones.list();
    return zones;
}

Zones& zones() {
    static Zones all = only_utc();
    return all;
}

}  // namespace

void use_time_zones(const std::vector<ZoneFile>& files) {
    Zones found = only_utc();
    for (const ZoneFile& file : files) {
        if (auto zone = TimeZone::read(file.bytes)) found.add(file.name, std::move(*zone));
    }
    found.list();
    zones() = std::move(found);
}

const std::vector<std::string>& time_zones() { return zones().names; }

std::string_view find_time_zone(std::string_view wanted) {
    const std::string lower = ascii_lower(wanted);
    const auto& names = time_zones();
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const std::string& name) { return ascii_lower(name) == lower; });
    return found == names.end() ? std::string_view() : *found;
}

const TimeZone* time_zone(std::string_view name) {
    const auto found = zones().by_name.find(name);
    return found == zones().by_name.end() ? nullptr : &found->second;
}

std::string_view name_of(const TimeZone& zone) {
    for (const auto& [name, each] : zones().by_name) {
        if (&each == &zone) return name;
    }
    return {};
}

}  // namespace confab
