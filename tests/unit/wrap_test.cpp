#include "wire/terminal/wrap.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/support/seed.hpp"

namespace confab::wire {
namespace {

using Rows = std::vector<std::string>;

class WrapTest : public testing::Test {
  protected:
    Rows rows(std::string_view line, std::size_t width, std::size_t indent = 0) {
        Rows all;
        for (const WrappedRow& row : wrap.rows(line, width, indent)) {
            std::string text(row.indent, '.');
            text += line.substr(row.style_offset, row.style_length);
            text += line.substr(row.offset, row.length);
            all.push_back(text);
        }
        return all;
    }

    Graphemes graphemes;
    Wrap wrap{graphemes};
};

TEST_F(WrapTest, ALineThatFitsIsOneRow) {
    EXPECT_EQ(rows("", 10), Rows{""});
    EXPECT_EQ(rows("0123456789", 10), Rows{"0123456789"});
}

TEST_F(WrapTest, BreaksAtTheLastBlankThatFits) {
    EXPECT_EQ(rows("one two three", 10), (Rows{"one two", "three"}));
    EXPECT_EQ(rows("one two three", 7), (Rows{"one two", "three"}));
    EXPECT_EQ(rows("one   two", 5), (Rows{"one", "two"}));
}

TEST_F(WrapTest, IndentsAllRowsButTheFirstByHalfOfTheWidthAtMost) {
    EXPECT_EQ(rows("ann: one two three", 10, 5), (Rows{"ann: one", ".....two", ".....three"}));
    EXPECT_EQ(rows("aaaa bbbb cccc", 8, 100), (Rows{"aaaa", "....bbbb", "....cccc"}));
}

TEST_F(WrapTest, CutsAWordThatIsLongerThanARow) {
    EXPECT_EQ(rows("ab 0123456789", 4), (Rows{"ab", "0123", "4567", "89"}));
}

TEST_F(WrapTest, NeverCutsAGraphemeAndCountsWideOnesTwice) {
    EXPECT_EQ(rows("e\u0301e\u0301e\u0301", 2), (Rows{"e\u0301e\u0301", "e\u0301"}));
    EXPECT_EQ(rows("漢字漢", 5), (Rows{"漢字", "漢"}));
    EXPECT_EQ(rows("ann: 漢字漢字", 9), (Rows{"ann: 漢字", "漢字"}));
}

TEST_F(WrapTest, BlanksThatDoNotFitAreNotShown) {
    EXPECT_EQ(rows("abcde     ", 5), Rows{"abcde"});
    EXPECT_EQ(rows("abcd      ", 5), Rows{"abcd"});
    EXPECT_EQ(rows("       ", 3), (Rows{"   ", "   ", " "}));
}

TEST_F(WrapTest, ColoursTakeNoCellsAndGoOnInTheNextRow) {
    EXPECT_EQ(rows("\x1b[1;31mann\x1b[m: hello", 10), Rows{"\x1b[1;31mann\x1b[m: hello"});
    EXPECT_EQ(rows("\x1b[31mone two\x1b[m", 5), (Rows{"\x1b[31mone", "\x1b[31mtwo\x1b[m"}));
    EXPECT_EQ(rows("one \x1b[31m two", 4), (Rows{"one", "\x1b[31mtwo"}));
    EXPECT_EQ(rows("\x1b[31mone\x1b[m two", 4), (Rows{"\x1b[31mone\x1b[m", "two"}));
}

TEST_F(WrapTest, AWidthOfNothingStillEnds) {
    EXPECT_EQ(rows("漢字", 0), (Rows{"漢", "字"}));
    EXPECT_EQ(rows("漢字", 2, 9), (Rows{"漢", ".字"}));
}

TEST_F(WrapTest, ClipsBetweenGraphemesAndKeepsColours) {
    EXPECT_EQ(wrap.clip("hello", 3), "hel");
    EXPECT_EQ(wrap.clip("漢字", 3), "漢");
    EXPECT_EQ(wrap.clip("\x1b[7mhello", 2), "\x1b[7mhe");
}

TEST_F(WrapTest, NoRowIsWiderThanItMayBeAndNothingButBlanksIsLost) {
    std::mt19937 random(unit::seed_of_run());
    const std::vector<std::string> parts{" ",       " ",        "a",      "bc",        "漢",
                                         "e\u0301", "\x1b[31m", "\x1b[m", "\U0001F600"};

    for (int run = 0; run < 3000; ++run) {
        std::string line;
        for (std::size_t i = random() % 60; i > 0; --i) line += parts[random() % parts.size()];
        const std::size_t width = 4 + random() % 30;
        const std::size_t indent = random() % 20;

        std::string kept;
        for (const WrappedRow& row : wrap.rows(line, width, indent)) {
            const std::string text = line.substr(row.offset, row.length);
            Graphemes other;
            EXPECT_LE(row.indent + Wrap(other).columns(text), width) << line;
            kept += text;
        }

        const auto solid = [](std::string text) {
            for (std::size_t at = 0; (at = text.find('\x1b')) != std::string::npos;) {
                text.erase(at, colour_at(std::string_view(text).substr(at)));
            }
            std::erase(text, ' ');
            return text;
        };
        EXPECT_EQ(solid(kept), solid(line));
    }
}

}  // namespace
}  // namespace confab::wire
