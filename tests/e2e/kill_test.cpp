// kill -9 in the middle of a flood: every line that somebody was shown more than 50 ms before is there
// afterwards, once and in order. CONFAB_KILLS says how often; a hundred take two minutes. Without it the test
// is one among others on a machine that may be busy with all of them, and the promise is half a second: a
// writer that gets no processor for 50 ms is no news.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/database.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

std::chrono::milliseconds promise() {
    return std::chrono::milliseconds(std::getenv("CONFAB_KILLS") == nullptr ? 500 : 50);
}

int rounds() {
    const char* wanted = std::getenv("CONFAB_KILLS");
    return wanted == nullptr ? 5 : std::atoi(wanted);
}

Launch over(const TemporaryDirectory& data) {
    return {.options = {"--data-dir", data.path(), "--history-keep-lines", "0"}};
}

struct Talk {
    int promised = 0;  // lines that had been shown that long before
    int shown = 0;
    std::chrono::duration<double> took{};
};

// Talks until a while has passed, then kills the daemon.
Talk talk_until_killed(Daemon& daemon, int first, std::chrono::milliseconds life) {
    Client alice = daemon.client("alice");
    const auto began = Clock::now();
    const auto end = began + life;
    std::vector<Clock::time_point> shown;
    while (Clock::now() < end) {
        std::string some;
        for (int i = 0; i < 20; ++i) {
            some += std::to_string(first + static_cast<int>(shown.size()) + i) + "\n";
        }
        alice.send(some);
        for (int i = 0; i < 20; ++i) {
            alice.line();
            shown.push_back(Clock::now());
        }
    }
    daemon.signal(SIGKILL);
    const auto killed = Clock::now();
    daemon.wait();
    Talk talk{0, static_cast<int>(shown.size()), killed - began};
    for (const Clock::time_point when : shown) talk.promised += when + promise() < killed ? 1 : 0;
    return talk;
}

// Killed some times in a row; what was shown in how long.
Talk survive(int kills, std::mt19937& random) {
    TemporaryDirectory data;
    Talk sum;
    int first = 0;
    for (int round = 0; round < kills; ++round) {
        Talk talk;
        {
            Confabd daemon(over(data));
            talk =
                talk_until_killed(daemon, first, promise() + std::chrono::milliseconds(50 + random() % 400));
        }
        sum.shown += talk.shown;
        sum.took += talk.took;
        const std::string file = data.path() + "/history.db";

        EXPECT_EQ(read_database(file, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
        const auto texts = read_database(file, "SELECT text FROM message ORDER BY number");
        EXPECT_GE(static_cast<int>(texts.size()), first + talk.promised) << "round " << round;
        for (int i = 0; i < static_cast<int>(texts.size()); ++i) {
            if (texts[static_cast<std::size_t>(i)] == std::to_string(i)) continue;
            ADD_FAILURE() << texts[static_cast<std::size_t>(i)] << " where " << i << " was said";
            return sum;
        }
        first = static_cast<int>(texts.size());
    }

    Confabd daemon(over(data));
    Client bob = daemon.client("bob");
    EXPECT_EQ(count_containing(bob.answer("/history 1"), "alice: " + std::to_string(first - 1)), 1U);
    return sum;
}

TEST(Killed, LosesNothingThatWasShownBefore) {
    constexpr int in_a_row = 5;  // longer files take long to check
    std::mt19937 random(std::random_device{}());
    Talk sum;
    for (int left = rounds(); left > 0 && !HasFailure(); left -= in_a_row) {
        const Talk talk = survive(std::min(left, in_a_row), random);
        sum.shown += talk.shown;
        sum.took += talk.took;
    }
    std::printf("%d lines were shown, %.0f a second\n", sum.shown, sum.shown / sum.took.count());
}

}  // namespace
}  // namespace confab::e2e
