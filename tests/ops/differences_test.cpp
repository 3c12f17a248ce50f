// What a reload changes, as the log tells it.
#include <gtest/gtest.h>

#include "confab/ops/options.hpp"

namespace confab::ops {
namespace {

TEST(Differences, NameWhatChangedAndWhatNeedsARestart) {
    const Options before = load({"--max-line", "100"});
    const Options after =
        load({"--history", "5", "--threads", "3", "--data-dir", "/d", "--log-messages", "--max-line", "100"});
    std::vector<std::string> restart;

    const auto changed = differences(before, after, restart);

    EXPECT_EQ(changed, (std::vector<std::string>{"history 20 -> 5", "log-messages off -> on"}));
    EXPECT_EQ(restart, (std::vector<std::string>{"data-dir", "threads"}));
}

std::vector<std::string> waiting_for_restart(const Options& before, const Options& after) {
    std::vector<std::string> restart;
    differences(before, after, restart);
    return restart;
}

TEST(Differences, WhatWaitsForARestartIsToldUntilItIsTrueNoMore) {
    using Names = std::vector<std::string>;
    const Options first = load({});
    const Options wanted = load({"--threads", "3", "--data-dir", "/d", "--admin-socket", "none",
                                 "--max-unwritten", "100000", "--max-line", "100"});

    const Options second = in_force(first, wanted);
    const Options third = in_force(second, wanted);

    EXPECT_EQ(second.max_line, 100);
    EXPECT_EQ(second.threads, 1);
    const Names all{"data-dir", "admin-socket", "threads", "max-unwritten"};
    EXPECT_EQ(waiting_for_restart(first, wanted), all);
    EXPECT_EQ(waiting_for_restart(second, wanted), all);
    EXPECT_EQ(waiting_for_restart(third, wanted), all);
    EXPECT_EQ(waiting_for_restart(third, load({"--threads", "3"})), Names{"threads"});
    EXPECT_EQ(waiting_for_restart(third, load({})), Names{});
}

TEST(Differences, HistoryThatIsToBeginOrEndWaitsForARestart) {
    using Names = std::vector<std::string>;
    const Options kept = load({"--history-keep", "30d"});
    const Options wanted = load({"--history-keep", "0"});

    const Options now = in_force(kept, wanted);

    EXPECT_TRUE(now.history_lasts);
    EXPECT_EQ(now.history_keep_time, kept.history_keep_time);
    EXPECT_EQ(waiting_for_restart(now, wanted), Names{"history-keep"});
    EXPECT_EQ(waiting_for_restart(now, load({"--history-keep", "7d"})), Names{});
    EXPECT_EQ(in_force(now, load({"--history-keep", "7d"})).history_keep, "7d");
}

TEST(Differences, OfTheSameAreNone) {
    std::vector<std::string> restart;

    EXPECT_TRUE(differences(load({}), load({}), restart).empty());
    EXPECT_TRUE(restart.empty());
}

TEST(Differences, TheTextOfTheMotdIsPartOfIt) {
    Options before = load({});
    Options after = before;
    after.motd_lines = {"new"};
    std::vector<std::string> restart;

    EXPECT_EQ(differences(before, after, restart).size(), 1U);
}

TEST(Differences, ADefaultIsCalledSo) {
    std::vector<std::string> restart;

    EXPECT_EQ(differences(load({}), load({"--listen", "127.0.0.1:1"}), restart),
              (std::vector<std::string>{"listen (default) -> 127.0.0.1:1"}));
}

}  // namespace
}  // namespace confab::ops
