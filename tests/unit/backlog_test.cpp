#include "wire/terminal/backlog.hpp"

#include <gtest/gtest.h>

namespace confab::wire {
namespace {

TEST(Backlog, GivesTheLinesInTheirOrder) {
    Backlog backlog;

    backlog.add("one", 2);
    backlog.add("", 0);
    backlog.add("three", 4);

    ASSERT_EQ(backlog.size(), 3U);
    EXPECT_EQ(backlog.at(0).text, "one");
    EXPECT_EQ(backlog.at(0).indent, 2U);
    EXPECT_EQ(backlog.at(1).text, "");
    EXPECT_EQ(backlog.at(2).text, "three");
}

TEST(Backlog, KeepsTheLastLinesWithinBothLimits) {
    Backlog many;
    Backlog large;

    for (int i = 0; i < 10000; ++i) {
        many.add(std::to_string(i), 0);
        large.add(std::to_string(i) + std::string(1000, 'x'), 0);
        ASSERT_LE(many.size(), Backlog::max_lines);
        ASSERT_LE(large.bytes(), Backlog::max_bytes);
    }

    EXPECT_GE(many.size(), Backlog::max_lines / 2);
    EXPECT_EQ(many.at(many.size() - 1).text, "9999");
    EXPECT_GE(large.size(), 7U);
    EXPECT_EQ(large.at(0).text.substr(0, 2), "99");
}

TEST(Backlog, ALineOfTheLimitIsKeptAndALongerOneIsNot) {
    Backlog backlog;
    backlog.add("before", 0);

    backlog.add(std::string(Backlog::max_bytes, 'x'), 0);
    EXPECT_EQ(backlog.size(), 1U);
    backlog.add(std::string(Backlog::max_bytes + 1, 'y'), 0);

    EXPECT_EQ(backlog.size(), 1U);
    EXPECT_EQ(backlog.at(0).text[0], 'x');
}

}  // namespace
}  // namespace confab::wire
