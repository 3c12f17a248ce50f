// Durations as people write and read them.
#include "confab/base/duration.hpp"

#include <gtest/gtest.h>

#include "confab/base/time_text.hpp"
#include "unit/support/zones.hpp"

namespace confab {
namespace {

struct Written {
    const char* text;
    const char* again;
};

class HowLong : public testing::TestWithParam<Written> {};

TEST_P(HowLong, IsMeantAsATimeAndWrittenAgain) {
    EXPECT_TRUE(looks_like_duration(GetParam().text));
    EXPECT_EQ(duration_text(parse_duration(GetParam().text).value()), GetParam().again);
}

INSTANTIATE_TEST_SUITE_P(All, HowLong,
                         testing::Values(Written{"10s", "10s"}, Written{"30m", "30m"}, Written{"7d", "1w"},
                                         Written{"90m", "1h30m"}, Written{"1d12h", "1d12h"},
                                         Written{"36500d", "5214w2d"}));

TEST(HowLong, IsNotMeantByTheFirstWordOfAReason) {
    for (const char* word : {"", "h", "h2", "spam", "-", "-h", "...", "~"}) {
        EXPECT_FALSE(looks_like_duration(word)) << word;
    }
}

TEST(HowLong, IsMeantByAMistypedOneToo) {
    for (const char* word :
         {"0m", "2", "2x", "2nd", "4s.", "-2h", "+2h", ".5h", "--2h", "\uFF12h", "\u00BDh"}) {
        EXPECT_TRUE(looks_like_duration(word)) << word;
    }
}

TEST(TwoUnits, AreTheLargestOnes) {
    EXPECT_EQ(two_units(std::chrono::seconds(12)), "12s");
    EXPECT_EQ(two_units(std::chrono::seconds(3599)), "59m");
    EXPECT_EQ(two_units(std::chrono::seconds(3600)), "1h 0m");
    EXPECT_EQ(two_units(std::chrono::seconds(86'399)), "23h 59m");
    EXPECT_EQ(two_units(std::chrono::seconds(3 * 86'400 + 4 * 3600 + 59)), "3d 4h");
}

TEST(Moment, IsToTheMinuteInUtc) {
    EXPECT_EQ(moment_text(WallTime{Milliseconds{1'795'356'059'999}}, ZoneClock("UTC")),
              "2026-11-22 14:00 UTC");
    EXPECT_EQ(moment_text(WallTime{Milliseconds{1'795'356'059'999}}, ZoneClock("Asia/Tokyo")),
              "2026-11-22 23:00 JST");
    EXPECT_EQ(moment_text(WallTime{}, ZoneClock("UTC")), "1970-01-01 00:00 UTC");
}

}  // namespace
}  // namespace confab
