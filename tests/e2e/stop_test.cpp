#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <future>
#include <set>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

bool is_from_server(const std::string& line) { return line.starts_with("* ") || line.starts_with("! "); }

// More than the kernel holds of one connection, so that some of it waits in the daemon.
constexpr std::size_t big_lines = 2500;
const std::vector<std::string> roomy{"--max-queue", "33554432"};

// Fills the queue of everyone who does not read.
void say_a_lot(Client& speaker) {
    for (std::size_t i = 0; i < big_lines; ++i) {
        speaker.say(std::to_string(i) + " " + times(4000, "x"));
        speaker.line();
    }
}

TEST(Stop, SigtermTellsEveryoneAndEndsWithSuccess) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");

    daemon.signal(SIGTERM);

    for (Client* client : {&alice, &bob}) {
        const std::vector<std::string> last = client->until_closed();
        ASSERT_FALSE(last.empty());
        EXPECT_TRUE(is_from_server(last.back())) << last.back();
    }
    EXPECT_EQ(daemon.wait(), 0);
}

TEST(Stop, NobodyIsSaidToLeaveWhenTheServerStops) {
    Confabd daemon({"--announce-after", "0"});
    Client alice = daemon.client("alice");
    std::vector<Client> others = daemon.guests(5);
    alice.so_far();

    daemon.signal(SIGTERM);

    const std::vector<std::string> last = alice.until_closed();
    EXPECT_EQ(count_containing(last, " left #lobby"), 0U) << join_lines(last);
}

TEST(Stop, SigintIsTheSame) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    daemon.signal(SIGINT);

    const std::vector<std::string> last = alice.until_closed();
    ASSERT_FALSE(last.empty());
    EXPECT_TRUE(is_from_server(last.back())) << last.back();
    EXPECT_EQ(daemon.wait(), 0);
}

TEST(Stop, WithoutClientsItIsAtOnce) {
    Confabd daemon;
    const auto start = Clock::now();

    EXPECT_EQ(daemon.stop(), 0);

    EXPECT_LT(seconds_since(start), 3);
}

TEST(Stop, WhatIsQueuedIsFlushedFirst) {
    Confabd daemon(roomy);
    Client alice = daemon.client("alice");
    Client late = daemon.client("late");
    say_a_lot(alice);

    daemon.signal(SIGTERM);
    alice.until_closed();
    const std::vector<std::string> lines = late.until_closed();

    ASSERT_EQ(lines.size(), big_lines + 1);
    for (std::size_t i = 0; i < big_lines; ++i) {
        ASSERT_TRUE(lines[i].starts_with("alice: " + std::to_string(i) + " x")) << i;
    }
    EXPECT_TRUE(is_from_server(lines.back())) << lines.back();
    EXPECT_EQ(daemon.wait(), 0);
}

TEST(Stop, AClientThatNeverReadsDoesNotHoldItUp) {
    Confabd daemon(roomy);
    Client alice = daemon.client("alice");
    Client asleep = daemon.client("asleep");
    say_a_lot(alice);
    const auto start = Clock::now();

    daemon.signal(SIGTERM);

    EXPECT_EQ(daemon.wait(), 0);
    // 5 s to flush and 1 s to drain, and some for a busy machine.
    EXPECT_LT(seconds_since(start), 8.5);
}

TEST(Stop, ASecondSignalStopsAtOnceWithStatus1) {
    for (const int second : {SIGTERM, SIGINT}) {
        Confabd daemon(roomy);
        Client alice = daemon.client("alice");
        Client asleep = daemon.client("asleep");
        say_a_lot(alice);
        daemon.signal(SIGTERM);
        alice.until_closed();
        ASSERT_FALSE(daemon.process().ended());

        const auto start = Clock::now();
        daemon.signal(second);

        EXPECT_EQ(daemon.wait(), 1);
        EXPECT_LT(seconds_since(start), 2);
    }
}

TEST(Stop, WhileStoppingNobodyNewIsGreeted) {
    Confabd daemon(roomy);
    Client alice = daemon.client("alice");
    Client asleep = daemon.client("asleep");
    say_a_lot(alice);
    daemon.signal(SIGTERM);
    alice.until_closed();

    std::vector<std::string> seen;
    try {
        Client late = daemon.connect();
        seen = late.until_closed();
    } catch (const Failure& refused) {
        EXPECT_TRUE(contains(refused.what(), "Connection refused") || contains(refused.what(), "reset"))
            << refused.what();
    }

    EXPECT_EQ(count_containing(seen, "You are"), 0U) << join_lines(seen);
    EXPECT_FALSE(daemon.process().ended());
    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.wait(), 1);
}

using Lines = std::vector<std::string>;

Lines listen_until_closed(Client client) {
    Lines heard;
    for (auto line = client.next_line(); line; line = client.next_line()) {
        if (contains(*line, ": line ")) heard.push_back(*line);
    }
    return heard;
}

// Talks without a pause until the server closes, never more than a few lines ahead of the echo.
Lines talk_until_closed(Client client, const std::string& name) {
    constexpr int ahead = 40;
    Lines heard;
    for (int said = 0;; said += ahead) {
        std::string batch;
        for (int i = 0; i < ahead; ++i) batch += "line " + std::to_string(said + i) + "\n";
        client.send(batch);
        for (int echoed = 0; echoed < ahead;) {
            const auto line = client.next_line();
            if (!line) return heard;
            if (contains(*line, ": line ")) heard.push_back(*line);
            if (line->starts_with(name + ": ")) ++echoed;
        }
    }
}

TEST(Stop, WhatWasEchoedInTheMiddleOfAFloodReachedEveryone) {
    Confabd daemon;
    const std::vector<std::string> names{"anna", "bert", "cleo", "dora"};
    Client witness = daemon.client("witness");
    Client listener = daemon.client("listener");
    std::vector<Client> talkers;
    for (const std::string& name : names) talkers.push_back(daemon.client(name));
    std::vector<std::future<Lines>> running;
    running.push_back(std::async(std::launch::async, listen_until_closed, std::move(listener)));
    for (std::size_t i = 0; i < names.size(); ++i) {
        running.push_back(std::async(std::launch::async, talk_until_closed, std::move(talkers[i]), names[i]));
    }
    for (int line = 0; line < 5000; ++line) witness.line();

    daemon.signal(SIGTERM);
    witness.until_closed();
    std::vector<Lines> heard;
    for (auto& result : running) heard.push_back(result.get());

    EXPECT_EQ(daemon.wait(), 0);
    const auto shorter = [](const Lines& a, const Lines& b) { return a.size() < b.size(); };
    const Lines& longest = *std::max_element(heard.begin(), heard.end(), shorter);
    EXPECT_GE(longest.size(), 5000U);
    for (const Lines& one : heard) {
        EXPECT_TRUE(std::equal(one.begin(), one.end(), longest.begin())) << "another order";
        const std::set<std::string> reached(one.begin(), one.end());
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (const std::string& line : heard[i + 1]) {
                const bool echoed = line.starts_with(names[i] + ": ");
                EXPECT_TRUE(!echoed || reached.contains(line)) << line;
            }
        }
    }
}

}  // namespace
}  // namespace confab::e2e
