#include "unit/support/zones.hpp"

namespace confab::unit {

// A version 2 file without changes: the header twice, each with one offset and its letters.
std::string zone_by_rule(std::string_view rule) {
    std::string file;
    for (int block = 0; block < 2; ++block) {
        file.append("TZif2").append(15, '\0');
        for (const char count : {'\0', '\0', '\0', '\0', '\1', '\4'}) file.append(3, '\0').push_back(count);
        file.append(6, '\0').append("LMT").push_back('\0');
    }
    return file.append("\n").append(rule).append("\n");
}

bool use_test_zones() {
    use_time_zones({
        {"America/New_York", zone_by_rule("EST5EDT,M3.2.0,M11.1.0")},
        {"America/Nuuk", zone_by_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")},
        {"Asia/Kolkata", zone_by_rule("IST-5:30")},
        {"Asia/Tokyo", zone_by_rule("JST-9")},
        {"Europe/Berlin", zone_by_rule("CET-1CEST,M3.5.0,M10.5.0/3")},
        {"Europe/Dublin", zone_by_rule("IST-1GMT0,M10.5.0,M3.5.0/1")},
        {"America/Havana", zone_by_rule("CST5CDT,M3.2.0/0,M11.1.0/1")},
    });
    return true;
}

}  // namespace confab::unit
