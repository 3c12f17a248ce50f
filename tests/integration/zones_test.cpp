// Time zones are those of the system.
#include <gtest/gtest.h>

#include "confab/base/time_zones.hpp"
#include "confab/base/zone_clock.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

TEST(SystemZones, DecideWhatTimeItIs) {
    const RunningServer server;  // has read them
    using namespace std::chrono_literals;
    const WallTime noon = WallTime(std::chrono::sys_days{2025y / 7 / 1}) + 12h;

    EXPECT_EQ(ZoneClock("Asia/Almaty").clock(noon), "17:00 ") << "since March 2024";
    EXPECT_EQ(find_time_zone("america/ciudad_juarez"), "America/Ciudad_Juarez") << "since 2022";
    EXPECT_EQ(ZoneClock("America/Ciudad_Juarez").clock(noon), "06:00 ");
    EXPECT_EQ(ZoneClock("Europe/Dublin").clock(noon), "13:00 ");
    EXPECT_EQ(ZoneClock("Europe/Dublin").clock(noon + 24h * 365 * 100), "13:00 ")
        << "by the rule of the file";
    EXPECT_GT(time_zones().size(), 400U);
}

}  // namespace
}  // namespace confab::integration
