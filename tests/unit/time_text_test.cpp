// Times as people write them.
#include "confab/base/time_text.hpp"
#include "confab/base/duration.hpp"

#include <gtest/gtest.h>

#include "unit/support/zones.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

constexpr WallTime now{Milliseconds{1'795'390'200'000}};  // 2026-11-22 23:30 UTC, 00:30 on the 23rd in Berlin

TEST(ParseDuration, KnowsUnitsAndTheirSums) {
    EXPECT_EQ(parse_duration("90s"), 90s);
    EXPECT_EQ(parse_duration("30m"), 30min);
    EXPECT_EQ(parse_duration("2h"), 2h);
    EXPECT_EQ(parse_duration("7d"), 168h);
    EXPECT_EQ(parse_duration("1w"), 168h);
    EXPECT_EQ(parse_duration("1h30m"), 90min);
}

TEST(ParseDuration, RefusesWhatIsNone) {
    for (const char* text :
         {"", "2", "h", "2x", "-2h", "2h3", "0s", "2 h", "999999999w", "1.5h", "9999999999s"}) {
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
    }
}

TEST(ParsePast, IsOnTheClocksOfWhoAsks) {
    const ZoneClock utc("UTC");
    const ZoneClock berlin("Europe/Berlin");
    EXPECT_EQ(parse_past("23:00", utc, now), now - 30min);
    EXPECT_EQ(parse_past("00:00", berlin, now), now - 30min);
    EXPECT_EQ(parse_past("2026-11-22", utc, now), now - 23h - 30min);
    EXPECT_EQ(parse_past("2026-11-22 12:30", berlin, now), now - 12h);
    EXPECT_EQ(parse_past("2026-11-22T12:30", berlin, now), now - 12h);
    EXPECT_EQ(parse_past("2h", berlin, now), now - 2h);
}

TEST(ParsePast, ATimeOfDayThatIsYetToComeWasYesterday) {
    const ZoneClock utc("UTC");
    EXPECT_EQ(parse_past("23:31", utc, now), now + 1min - 24h);
}

TEST(ParsePast, CountsTheHourThatClocksWerePutBack) {
    const ZoneClock berlin("Europe/Berlin");  // summer time ended on 2026-10-25
    EXPECT_EQ(parse_past("2026-10-24 12:00", berlin, now),
              WallTime(std::chrono::sys_days{2026y / 10 / 24}) + 10h);
    EXPECT_EQ(parse_past("2026-10-26 12:00", berlin, now),
              WallTime(std::chrono::sys_days{2026y / 10 / 26}) + 11h);
}

// Summer time ended on 2026-10-25 at 03:00, so all from 02:00 on was shown twice.
TEST(ParsePast, InTheHourThatClocksShowTwiceItIsTheLastTimeThatHasBeen) {
    const ZoneClock berlin("Europe/Berlin");
    const WallTime first = WallTime(std::chrono::sys_days{2026y / 10 / 25}) + 30min;  // 02:30 CEST
    const WallTime second = first + 1h;

    EXPECT_EQ(parse_past("02:30", berlin, first + 15min), first);
    EXPECT_EQ(parse_past("02:30", berlin, second - 15min), first) << "02:15 for the second time";
    EXPECT_EQ(parse_past("02:30", berlin, second + 15min), second);
    EXPECT_EQ(parse_past("02:30", berlin, second + 10h), second);
    EXPECT_EQ(parse_past("02:30", berlin, first - 1min), first - 24h);
    EXPECT_EQ(parse_past("2026-10-25 02:30", berlin, second - 1min), first);
    EXPECT_EQ(parse_past("2026-10-25T02:30", berlin, second), second);
    EXPECT_EQ(parse_past("2026-10-25T02:30", berlin, first - 1min), std::nullopt);
}

TEST(ParsePast, InTheHourThatClocksSkipItIsTheMomentTheyDo) {
    const ZoneClock berlin("Europe/Berlin");
    const WallTime change = WallTime(std::chrono::sys_days{2026y / 3 / 29}) + 1h;

    EXPECT_EQ(parse_past("02:30", berlin, change + 15min), change);
    EXPECT_EQ(parse_past("2026-03-29 02:30", berlin, change), change);
    EXPECT_EQ(parse_past("02:30", berlin, change - 1min), change - 23h - 30min);
}

TEST(ParsePast, CountsClocksThatAreChangedAtMidnight) {
    const ZoneClock havana("America/Havana");  // back from 01:00 to 00:00 on 2026-11-01
    const WallTime midnight = WallTime(std::chrono::sys_days{2026y / 11 / 1}) + 4h;

    EXPECT_EQ(parse_past("2026-11-01", havana, midnight + 3h), midnight) << "the day begins with the first";
    EXPECT_EQ(parse_past("00:00", havana, midnight + 3h), midnight + 1h);

    const ZoneClock nuuk("America/Nuuk");  // back from 00:00 to 23:00 of the day before, on 2026-10-25
    const WallTime change = WallTime(std::chrono::sys_days{2026y / 10 / 25}) + 1h;
    EXPECT_EQ(parse_past("23:45", nuuk, change + 30min), change - 15min);
    EXPECT_EQ(parse_past("23:15", nuuk, change + 30min), change + 15min);
}

TEST(ParsePast, RefusesWhatIsNoTimeOrYetToCome) {
    const ZoneClock utc("UTC");
    for (const char* text : {"", "24:00", "12:60", "1200", "12:0", "2026-13-01", "2026-02-30", "2026-11-24",
                             "yesterday", "2026-11-22x", "2026-11-22 25:00", "12:00:00"}) {
        EXPECT_EQ(parse_past(text, utc, now), std::nullopt) << text;
    }
}

TEST(When, NamesTheDateOnlyWhereItIsAnother) {
    const ZoneClock utc("UTC");
    EXPECT_EQ(when(now - 30min, utc, now), "23:00");
    EXPECT_EQ(when(now - 24h, utc, now), "2026-11-21 23:30");
}

}  // namespace
}  // namespace confab::unit
