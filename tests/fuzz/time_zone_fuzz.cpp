// A file of a time zone.
#include "confab/base/time_zone.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace confab;
    const auto zone = TimeZone::read({reinterpret_cast<const char*>(data), size});
    if (!zone) return 0;
    constexpr std::chrono::hours a_week(168);
    for (const std::int64_t days : {-200'000, 0, 20'000, 40'000, 1'000'000}) {
        if (std::chrono::abs(zone->at(WallTime(std::chrono::days(days))).ahead) > a_week) std::abort();
    }
    return 0;
}
