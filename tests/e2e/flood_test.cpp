#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

std::string numbers(int first, int last) {
    std::string lines;
    for (int i = first; i <= last; ++i) lines += "number " + std::to_string(i) + "\n";
    return lines;
}

// Lines from the server about the one who floods.
std::size_t warnings(const std::vector<std::string>& lines) {
    std::size_t count = 0;
    for (const std::string& line : lines) count += line.starts_with("! slow down") ? 1U : 0U;
    return count;
}

TEST(Flood, NothingIsLostRefusedOrReordered) {
    Confabd daemon({"--flood-rate", "20", "--flood-burst", "5"});
    Client bob = daemon.guest();
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();

    alice.send(numbers(1, 45));

    for (int i = 1; i <= 45; ++i) bob.expect(name + ": number " + std::to_string(i));
}

TEST(Flood, TheClientIsReadAtTheRate) {
    Confabd daemon({"--flood-rate", "10", "--flood-burst", "5"});
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();
    const auto start = Clock::now();

    alice.send(numbers(1, 30));
    alice.until_line(name + ": number 5");
    const double burst = seconds_since(start);
    alice.until_line(name + ": number 30");

    // 25 lines beyond the burst take 2.5 s; the bounds leave room for a coarse clock and a busy machine.
    EXPECT_LT(burst, 1.5);
    EXPECT_GE(seconds_since(start), 2.2);
    EXPECT_LT(seconds_since(start), 6);
}

TEST(Flood, TheDefaultIsFiveLinesASecondAfterTwenty) {
    const TemporaryDirectory data;
    Confabd daemon(
        {.options = {"--listen", "tcp://127.0.0.1:0", "--data-dir", data.path(), "--announce-after", "999"},
         .defaults = false});
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();
    const auto start = Clock::now();

    alice.send(numbers(1, 30));
    const std::vector<std::string> burst = alice.until_line(name + ": number 20");
    alice.until_line(name + ": number 30");

    EXPECT_EQ(warnings(burst), 0U) << join_lines(burst);
    EXPECT_GE(seconds_since(start), 1.7);
    EXPECT_LT(seconds_since(start), 6);
}

TEST(Flood, SlowDownIsToldOnceAndToTheFlooderAlone) {
    Confabd daemon({"--flood-rate", "10", "--flood-burst", "5"});
    Client bob = daemon.guest();
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();

    alice.send(numbers(1, 20));
    std::vector<std::string> seen = alice.until_line(name + ": number 20");
    // Calm for a moment, then again: still within the minute.
    bob.until_line(name + ": number 20");
    alice.send(numbers(21, 40));
    const std::vector<std::string> more = alice.until_line(name + ": number 40");
    seen.insert(seen.end(), more.begin(), more.end());

    EXPECT_EQ(warnings(seen), 1U) << join_lines(seen);
    EXPECT_EQ(warnings(bob.until_line(name + ": number 40")), 0U);
}

TEST(Flood, TheOthersNoticeNothing) {
    Confabd daemon({"--flood-rate", "2", "--flood-burst", "5"});
    Client bob = daemon.guest();
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();
    alice.send(numbers(1, 1000));
    bob.until_line(name + ": number 5");
    const auto start = Clock::now();

    bob.say("how are you");
    bob.until([](const std::string& line) { return line.ends_with(": how are you"); });

    EXPECT_LT(seconds_since(start), 2);
}

TEST(Flood, AMessageACommandAndALineTooLongCostOneEach) {
    // So slow that nothing is given back during the test.
    Confabd daemon({"--flood-rate", "1", "--flood-burst", "9", "--max-line", "50", "--history", "0"});
    for (const std::string& kind : {std::string("hello\n"), std::string("/who\n"), times(51, "x") + "\n"}) {
        Client within = daemon.connect();
        within.greeting();
        within.send(times(8, kind) + "the last\n");
        const auto last = [](const std::string& line) { return line.ends_with(": the last"); };
        EXPECT_EQ(warnings(within.until(last)), 0U) << kind;

        Client beyond = daemon.connect();
        beyond.greeting();
        beyond.send(times(10, kind) + "the last\n");
        EXPECT_EQ(warnings(beyond.until(last)), 1U) << kind;
    }
}

TEST(Flood, AnEmptyLineCostsNothing) {
    Confabd daemon({"--flood-rate", "1", "--flood-burst", "9"});
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();

    alice.send(times(3000, "\n") + times(1000, "  \r\n") + times(100, "\x1b[31m\n") + numbers(1, 9));

    EXPECT_EQ(warnings(alice.until_line(name + ": number 9")), 0U);
}

TEST(Flood, ARateOfZeroTurnsItOff) {
    Confabd daemon({"--flood-rate", "0", "--flood-burst", "1"});
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();
    const auto start = Clock::now();

    alice.send(numbers(1, 5000));

    EXPECT_EQ(warnings(alice.until_line(name + ": number 5000")), 0U);
    EXPECT_LT(seconds_since(start), 5);
}

TEST(Flood, TheInputThatWaitsIsHeldBackNotStored) {
    Confabd daemon({"--flood-rate", "1", "--flood-burst", "1"});
    Client alice = daemon.connect();
    alice.greeting();
    const std::size_t before = daemon.process().resident_kilobytes();
    const std::string line = times(4000, "x") + "\n";

    // A server that went on reading would take all of it in the end.
    const std::string much = times(25000, line);
    std::size_t taken = 0;
    for (int stalled = 0; stalled < 20 && taken < much.size() / 2; ++stalled) {
        const std::size_t more = alice.send_without_reading(std::string_view(much).substr(taken));
        if (more > 0) stalled = 0;
        taken += more;
        Client other = daemon.guest();  // a round trip: the server has had its time
    }

    EXPECT_LT(taken, much.size() / 2) << "bytes of " << much.size();
    EXPECT_LE(daemon.process().resident_kilobytes(), before + 4096);
}

TEST(Flood, WhatIsHeldBackIsStillHandledAfterTheEndOfInput) {
    Confabd daemon({"--flood-rate", "20", "--flood-burst", "5"});
    Client bob = daemon.guest();
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();

    alice.send(numbers(1, 45));
    alice.finish_sending();

    for (int i = 1; i <= 45; ++i) bob.expect(name + ": number " + std::to_string(i));
    EXPECT_EQ(count_containing(alice.until_closed(), name + ": number "), 45U);
}

}  // namespace
}  // namespace confab::e2e
