#include "dialect/terminal/status_line.hpp"

#include <gtest/gtest.h>

namespace confab::dialect {
namespace {

TEST(StatusLine, SaysWhereHowManyHowMuchAndHowFar) {
    EXPECT_EQ(status_line({"ann", "lobby", 12, 3}, Milliseconds{40}),
              "\x1b[7m #lobby, 12 here | 3 unread | 40 ms \x1b[m");
}

TEST(StatusLine, LeavesOutWhatThereIsNotOrIsNotKnown) {
    EXPECT_EQ(status_line({"ann", "lobby", 1, 0}, Milliseconds{0}), "\x1b[7m #lobby, 1 here | 0 ms \x1b[m");
    EXPECT_EQ(status_line({"ann", "lobby", 1, 0}, Milliseconds{-1}), "\x1b[7m #lobby, 1 here \x1b[m");
}

}  // namespace
}  // namespace confab::dialect
