#include "dialect/terminal/backlog.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace confab::dialect {
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
    for (const std::size_t longer : {0U, 77U, 1000U}) {
        Backlog backlog;
        for (std::size_t i = 0; i < 2000; ++i) {
            backlog.add(std::to_string(i) + std::string(longer, 'x'), i);

            ASSERT_LE(backlog.size(), Backlog::max_lines);
            ASSERT_LE(backlog.bytes(), Backlog::max_bytes);
            ASSERT_GE(backlog.size(), std::min<std::size_t>(i + 1, longer == 1000 ? 8 : 72));
            for (std::size_t k = 0; k < backlog.size(); ++k) {
                const std::size_t number = i + 1 - backlog.size() + k;
                ASSERT_EQ(backlog.at(k).text, std::to_string(number) + std::string(longer, 'x'));
                ASSERT_EQ(backlog.at(k).indent, number);
            }
        }
    }
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
}  // namespace confab::dialect
