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
