#include "confab/base/zone_clock.hpp"
#include "confab/base/time_text.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "unit/support/zones.hpp"

namespace confab {
namespace {

// 2026-11-22 23:30 UTC
constexpr WallTime late{Milliseconds{1'795'390'200'000}};

TEST(ZoneClock, KnowsWhatTimeItIsThere) {
    EXPECT_EQ(ZoneClock("Europe/Berlin").clock(late), "00:30 ");
    EXPECT_EQ(ZoneClock("America/New_York").clock(late), "18:30 ");
    EXPECT_EQ(ZoneClock("Asia/Kolkata").clock(late), "05:00 ");
    EXPECT_EQ(ZoneClock("UTC").clock(late), "23:30 ");
}

TEST(ZoneClock, KnowsWhatDayItIsThere) {
    EXPECT_EQ(date_text(ZoneClock("UTC").day(late)), "Sunday, 22 November 2026");
    EXPECT_EQ(date_text(ZoneClock("Europe/Berlin").day(late)), "Monday, 23 November 2026");
}

TEST(ZoneClock, KnowsSummerTime) {
    const WallTime before{Milliseconds{1'774'745'999'999}};  // 2026-03-29 00:59:59.999 UTC
    EXPECT_EQ(ZoneClock("Europe/Berlin").clock(before), "01:59 ");
    EXPECT_EQ(ZoneClock("Europe/Berlin").clock(before + Milliseconds{1}), "03:00 ");
}

TEST(ZoneClock, IsTheServersWithoutAZoneOrWithAnUnknownOne) {
    struct Elsewhere {
        Elsewhere() { move("IST-5:30"); }
        ~Elsewhere() { move("UTC"); }
        static void move(const char* zone) {
            setenv("TZ", zone, 1);
            tzset();
        }
    };
    const Elsewhere elsewhere;

    EXPECT_EQ(ZoneClock().clock(late), "05:00 ");
    EXPECT_EQ(ZoneClock("Middle/Earth").clock(late), "05:00 ");
    EXPECT_EQ(date_text(ZoneClock().day(late)), "Monday, 23 November 2026");
}

}  // namespace
}  // namespace confab
