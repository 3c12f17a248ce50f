// Files of the time zone database, and the rules in them.
#include "confab/base/time_zone.hpp"

#include <gtest/gtest.h>

#include <random>

#include "unit/support/zones.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

WallTime utc_time(std::chrono::year_month_day date, Milliseconds time) {
    return WallTime(std::chrono::sys_days(date)) + time;
}

std::string shown(const TimeZone& zone, WallTime time) {
    const ZoneOffset& offset = zone.at(time);
    return std::to_string(offset.ahead.count()).append(" ").append(offset.letters);
}

std::string big_endian(std::int64_t number, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text.push_back(static_cast<char>(number >> (8 * i) & 0xFF));
    return text;
}

// One block: two offsets, and a change from the first to the second.
std::string block_with_a_change(char version, std::int64_t when, int time_bytes) {
    std::string block = "TZif";
    block.push_back(version);
    block.append(15, '\0');
    for (const int count : {0, 0, 0, 1, 2, 8}) block.append(big_endian(count, 4));
    block.append(big_endian(when, time_bytes)).push_back(1);
    block.append(big_endian(6 * 3600, 4)).append(2, '\0');
    block.append(big_endian(5 * 3600, 4)).push_back('\0');
    block.push_back(4);
    block.append("+06").push_back('\0');
    block.append("+05").push_back('\0');
    return block;
}

TEST(TimeZone, FollowsTheChangesOfAFile) {
    const WallTime change = utc_time(2024y / 2 / 29, 18h);  // Almaty put its clocks back
    const std::int64_t seconds = change.time_since_epoch().count() / 1000;
    const std::string file =
        block_with_a_change('2', seconds, 4) + block_with_a_change('2', seconds, 8) + "\n<+05>-5\n";

    const auto zone = TimeZone::read(file);

    ASSERT_TRUE(zone);
    EXPECT_EQ(shown(*zone, change - 1ms), "21600 +06");
    EXPECT_EQ(shown(*zone, change), "18000 +05");
    EXPECT_EQ(shown(*zone, change + 24h * 36500), "18000 +05");
}

TEST(TimeZone, ReadsAFileOfVersion1) {
    const auto zone = TimeZone::read(block_with_a_change('\0', 1'000'000'000, 4));

    ASSERT_TRUE(zone);
    EXPECT_EQ(shown(*zone, WallTime(999'999'999s)), "21600 +06");
    EXPECT_EQ(shown(*zone, WallTime(1'000'000'000s)), "18000 +05");
}

TEST(TimeZone, RefusesEveryTruncatedFileButOneThatEndsWithABlock) {
    const std::string file = block_with_a_change('2', 5, 4) + block_with_a_change('2', 5, 8) + "\n<+05>-5\n";

    for (std::size_t size = 0; size < file.size(); ++size) {
        EXPECT_FALSE(TimeZone::read(std::string_view(file).substr(0, size))) << size;
    }
}

TEST(TimeZone, TakesAnyBytesWithoutHarm) {
    const std::string file =
        block_with_a_change('2', 5, 4) + block_with_a_change('2', 5, 8) + "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
    std::minstd_rand random(7);
    for (int i = 0; i < 20'000; ++i) {
        std::string damaged = file;
        for (int j = 0; j < 3; ++j) damaged[random() % damaged.size()] = static_cast<char>(random());
        if (const auto zone = TimeZone::read(damaged)) {
            for (const auto time : {WallTime(0ms), WallTime(24h * 30'000)}) {
                EXPECT_LE(std::chrono::abs(zone->at(time).ahead), 168h);
            }
        }
    }
}

TEST(ZoneRule, KnowsBothHalvesOfTheWorldAndNegativeSummers) {
    const auto at = [](const char* rule, WallTime time) {
        const auto zone = TimeZone::read(zone_by_rule(rule));
        return zone ? shown(*zone, time) : "refused";
    };
    const WallTime january = utc_time(2030y / 1 / 15, 12h);
    const WallTime july = utc_time(2030y / 7 / 15, 12h);
    EXPECT_EQ(at("CET-1CEST,M3.5.0,M10.5.0/3", january), "3600 CET");
    EXPECT_EQ(at("CET-1CEST,M3.5.0,M10.5.0/3", july), "7200 CEST");
    EXPECT_EQ(at("AEST-10AEDT,M10.1.0,M4.1.0/3", january), "39600 AEDT");
    EXPECT_EQ(at("AEST-10AEDT,M10.1.0,M4.1.0/3", july), "36000 AEST");
    EXPECT_EQ(at("IST-1GMT0,M10.5.0,M3.5.0/1", january), "0 GMT");
    EXPECT_EQ(at("IST-1GMT0,M10.5.0,M3.5.0/1", july), "3600 IST");
    EXPECT_EQ(at("<-0330>3:30", july), "-12600 -0330");
    EXPECT_EQ(at("XXX3EDT4,0/0,J365/23", january), "-14400 EDT") << "summer all year";
    EXPECT_EQ(at("EST5EDT,J60/2,J300/2", july), "-14400 EDT");
}

TEST(ZoneRule, ChangesToTheSecond) {
    const auto zone = TimeZone::read(zone_by_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0"));
    ASSERT_TRUE(zone);
    const WallTime begin = utc_time(2026y / 3 / 29, 1h);  // 23:00 of the day before, there
    EXPECT_EQ(shown(*zone, begin - 1s), "-7200 -02");
    EXPECT_EQ(shown(*zone, begin), "-3600 -01");
}

TEST(ZoneRule, RefusesWhatIsNone) {
    for (const char* rule :
         {"CET", "C-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
          "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-200", "CET-1CEST,J0,J5",
          "CET-1CEST,M3.5.0,M10.5.0x", "<+03-3", "CET--1", "CET-1CEST,366,2"}) {
        EXPECT_FALSE(TimeZone::read(zone_by_rule(rule))) << rule;
    }
}

TEST(TimeZones, AreFoundInAnyCaseAndNeverByAPath) {
    EXPECT_EQ(find_time_zone("europe/BERLIN"), "Europe/Berlin");
    EXPECT_EQ(find_time_zone("utc"), "UTC");
    for (const char* name : {"", "/etc/localtime", "../Europe/Berlin", "Europe/../Europe/Berlin", "Europe",
                             "Europe/Berlin/", "./UTC", "posix/UTC"}) {
        EXPECT_EQ(find_time_zone(name), "") << name;
    }
}

}  // namespace
}  // namespace confab::unit
