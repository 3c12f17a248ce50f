#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

void say_numbers(Client& client, int count) {
    for (int i = 1; i <= count; ++i) client.answer("number " + std::to_string(i));
}

// The frame with the numbers from `first` to `last` in it.
void expect_numbers(Client& client, int first, int last, Where where = Where::current()) {
    const int count = last - first + 1;
    client.expect("* last " + std::to_string(count) + (count == 1 ? " line" : " lines") + " of #lobby:",
                  where);
    for (int i = first; i <= last; ++i)
        client.expect_match(clock_time + " alice: number " + std::to_string(i), where);
    client.expect("* now live", where);
}

TEST(MessageRing, TheLast20LinesAreReplayedInAFrame) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    say_numbers(alice, 25);
    Client bob = daemon.connect();

    bob.greeting();

    expect_numbers(bob, 6, 25);
    alice.answer("live");
    bob.expect("alice: live");
}

TEST(MessageRing, OfTwoLinesIsPluralAndOfOneSingular) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    say_numbers(alice, 1);
    Client bob = daemon.connect();
    bob.greeting();
    expect_numbers(bob, 1, 1);

    alice.answer("number 2");

    Client carol = daemon.connect();
    carol.greeting();
    expect_numbers(carol, 1, 2);
}

TEST(MessageRing, TheOptionSaysHowManyLines) {
    Confabd daemon({"--history", "3"});
    Client alice = daemon.client("alice");
    say_numbers(alice, 5);
    Client bob = daemon.connect();

    bob.greeting();

    expect_numbers(bob, 3, 5);
}

TEST(MessageRing, ZeroTurnsTheReplayOff) {
    Confabd daemon({"--history", "0"});
    Client alice = daemon.client("alice");
    say_numbers(alice, 3);
    Client bob = daemon.connect();

    bob.greeting();

    EXPECT_EQ(bob.so_far(), std::vector<std::string>{});
}

TEST(MessageRing, CountsWhatWasSaidNotNotices) {
    Confabd daemon({"--history", "3", "--announce-after", "0"});
    Client alice = daemon.client("alice");
    say_numbers(alice, 2);
    alice.answer("/me waves");
    for (int i = 0; i < 5; ++i) {
        alice.answer("/topic topic " + std::to_string(i));
        Client passing = daemon.guest();
        passing.answer("/nick passing" + std::to_string(i));
        passing.answer("/msg alice psst");
    }
    Client bob = daemon.connect();

    bob.greeting();

    const std::vector<std::string> replay = bob.until_line("* now live");
    EXPECT_EQ(replay.front(), "* last 3 lines of #lobby:");
    EXPECT_EQ(count_containing(replay, "number 1"), 1U);
    EXPECT_EQ(count_containing(replay, "number 2"), 1U);
    EXPECT_EQ(count_containing(replay, "** alice waves"), 1U);
    EXPECT_EQ(count_containing(replay, "psst"), 0U);
}

TEST(MessageRing, TheCommandShowsTheLastLinesAgain) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    say_numbers(alice, 25);
    alice.so_far();

    alice.say("/history");
    expect_numbers(alice, 6, 25);
    alice.say("/history 2");
    expect_numbers(alice, 24, 25);
    alice.say("/history 1");
    expect_numbers(alice, 25, 25);
}

TEST(MessageRing, AskedForMoreThanThereIsShowsAllThereIs) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    say_numbers(alice, 3);
    alice.so_far();

    alice.say("/history 15");

    expect_numbers(alice, 1, 3);
}

TEST(MessageRing, TheCommandMayAskForMoreThanIsReplayedOnJoining) {
    Confabd daemon({"--history", "3"});
    Client alice = daemon.client("alice");
    say_numbers(alice, 10);
    alice.so_far();

    alice.say("/history 8");

    expect_numbers(alice, 3, 10);
}

TEST(MessageRing, OfAnotherRoomIsReplayedOnJoiningIt) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("/join dev");
    alice.answer("hello dev");
    alice.answer("/me waves");

    const std::vector<std::string> joined = bob.answer("/join dev");

    ASSERT_GE(joined.size(), 4U) << join_lines(joined);
    const std::size_t frame = joined.size() - 4;
    EXPECT_EQ(joined[frame], "* last 2 lines of #dev:");
    EXPECT_TRUE(matches(joined[frame + 1], clock_time + " #dev alice: hello dev")) << joined[frame + 1];
    EXPECT_TRUE(matches(joined[frame + 2], clock_time + " #dev \\*\\* alice waves")) << joined[frame + 2];
    EXPECT_EQ(joined[frame + 3], "* now live");
}

TEST(MessageRing, TheFrameIsWithoutTimeEvenWithTimestampsOn) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    say_numbers(alice, 1);
    alice.answer("/timestamps on");
    alice.so_far();

    alice.say("/history");

    expect_numbers(alice, 1, 1);
}

TEST(MessageRing, TheTimeIsOfTheServersTimeZone) {
    // Five and three quarter hours east of Greenwich, which no machine is in by default.
    Confabd daemon(Launch{.environment = {"TZ=TST-05:45"}});
    Client alice = daemon.client("alice");
    const auto shown_at = [](std::time_t now) {
        const std::time_t minutes = (now / 60 + 5 * 60 + 45) % (24 * 60);
        const std::string hour = std::to_string(100 + minutes / 60).substr(1);
        return hour + ":" + std::to_string(100 + minutes % 60).substr(1);
    };

    const std::time_t before = std::time(nullptr);
    alice.answer("hello");
    const std::time_t after = std::time(nullptr);
    Client bob = daemon.connect();
    bob.greeting();
    bob.expect("* last 1 line of #lobby:");
    const std::string replayed = bob.line();

    EXPECT_TRUE(replayed == shown_at(before) + " alice: hello" ||
                replayed == shown_at(after) + " alice: hello")
        << replayed << " at " << shown_at(before);
}

TEST(MessageRing, KeepsTheNameSomeoneHadThen) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    alice.answer("hello");
    alice.answer("/nick al");
    Client bob = daemon.connect();
    bob.greeting();

    bob.expect("* last 1 line of #lobby:");
    bob.expect_match(clock_time + " alice: hello");
}

}  // namespace
}  // namespace confab::e2e
