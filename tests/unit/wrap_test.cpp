#include "dialect/terminal/wrap.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/support/seed.hpp"

namespace confab::dialect {
namespace {

using Rows = std::vector<std::string>;

class WrapTest : public testing::Test {
  protected:
    // `>`: the row runs on; `?`: terminals may count its cells otherwise.
    Rows rows(std::string_view line, std::size_t width, std::size_t indent = 0, Cut cut = Cut::at_words) {
        Rows all;
        for (const WrappedRow& row : wrap.rows(line, width, indent, cut)) {
            std::string text(row.indent, '.');
            text += line.substr(row.style_offset, row.style_length);
            text += line.substr(row.offset, row.length);
            if (row.runs_on) text += '>';
            if (!row.certain) text += '?';
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

TEST_F(WrapTest, AWordThatIsLongerThanARowRunsOnFromWhereItBegins) {
    EXPECT_EQ(rows("ab 0123456789", 4), (Rows{"ab 01>", "23456>", "789"}));
    EXPECT_EQ(rows("ab 0123456789 cd", 4), (Rows{"ab 01>", "23456>", "789", "cd"}));
    EXPECT_EQ(rows("0123456789", 4), (Rows{"01234>", "56789"}));
    EXPECT_EQ(rows("abcd 0123456789", 4), (Rows{"abcd", "01234>", "56789"}));
    EXPECT_EQ(rows("abcd  0123456789  ", 5), (Rows{"abcd", "012345>", "6789"}));
}

TEST_F(WrapTest, AWordThatIsTooLongForAnIndentedRowHasARowForItself) {
    EXPECT_EQ(rows("ann: see 01234567 well", 10, 5), (Rows{"ann: see", "01234567", ".....well"}));
    EXPECT_EQ(rows("ann: see 01234 well", 10, 5), (Rows{"ann: see", ".....01234", ".....well"}));
    EXPECT_EQ(rows("ann: see 01234567", 10, 5), (Rows{"ann: see", "01234567"}));
    EXPECT_EQ(rows("ann: 01234567890123456789 well", 10, 5),
              (Rows{"ann: 012345>", "67890123456>", "789", ".....well"}));
}

// Else a word could be made to end like the name of somebody else.
TEST_F(WrapTest, NothingFollowsALongWordInItsLastRow) {
    EXPECT_EQ(rows("eve: xxxxxxann: hello", 10, 5), (Rows{"eve:", "xxxxxxann:", ".....hello"}));
    EXPECT_EQ(rows("eve: xxxxxxxxxxxxxann: hello", 10, 5),
              (Rows{"eve: xxxxxx>", "xxxxxxxann:", ".....hello"}));
}

TEST_F(WrapTest, AWordWhoseCellsAreNotCertainIsCutAndIndented) {
    EXPECT_EQ(rows("ann: e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", 8, 2),
              (Rows{"ann:", "..e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301?", "..e\u0301e\u0301e\u0301?"}));
}

TEST_F(WrapTest, ColoursDoNotBreakALongWord) {
    EXPECT_EQ(rows("\x1b[1mann\x1b[m: \x1b[1m0123456789\x1b[m", 6, 2),
              (Rows{"\x1b[1mann\x1b[m: \x1b[1m01>", "\x1b[1m2345678>", "\x1b[1m9\x1b[m"}));
}

TEST_F(WrapTest, AtTheEdgeNothingIsLostAndNothingIndented) {
    EXPECT_EQ(rows("if (a)  return  b;   ", 8, 4, Cut::at_edge), (Rows{"if (a)  r>", "eturn  b;>", "   "}));
    EXPECT_EQ(rows("short", 8, 4, Cut::at_edge), Rows{"short"});
    EXPECT_EQ(rows("漢字漢字漢", 4, 2, Cut::at_edge), (Rows{"漢字", "漢字", "漢"}));
    EXPECT_EQ(rows("漢字漢字漢", 5, 2, Cut::at_edge), (Rows{"漢字漢>", "字漢"}));
    EXPECT_EQ(rows("e\u0301bcdefgh", 4, 2, Cut::at_edge), (Rows{"e\u0301bcd?", "efgh"}));
}

TEST_F(WrapTest, AWordOfAnyLengthIsLookedAtOnce) {
    std::string line = "bob: " + std::string(100'000, 'x');
    EXPECT_EQ(wrap.rows(line, 10, 5).size(), 9092U);
    line += "\u2764\ufe0f end";
    EXPECT_EQ(wrap.rows(line, 10, 5).size(), 9094U);
}

TEST_F(WrapTest, NeverCutsAGraphemeAndCountsWideOnesTwice) {
    EXPECT_EQ(rows("e\u0301e\u0301e\u0301", 2), (Rows{"e\u0301e\u0301?", "e\u0301?"}));
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
        const bool long_words = random() % 2 == 0;
        for (std::size_t i = random() % 60; i > 0; --i) {
            const bool letter = long_words && random() % 8 != 0;
            line += letter ? "a" : parts[random() % parts.size()];
        }
        const std::size_t width = 4 + random() % 30;
        const std::size_t indent = random() % 20;

        std::string kept;
        for (const WrappedRow& row :
             wrap.rows(line, width, indent, random() % 3 == 0 ? Cut::at_edge : Cut::at_words)) {
            const std::string text = line.substr(row.offset, row.length);
            Graphemes other;
            const std::size_t columns = row.indent + Wrap(other).columns(text);
            EXPECT_LE(columns, width + 1) << line;
            EXPECT_TRUE(!row.runs_on || columns == width + 1) << line;
            EXPECT_TRUE(columns <= width || row.certain) << line;
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

TEST_F(WrapTest, TheMemoryForAVeryLongLineIsGivenBackWithTheNext) {
    std::string line;
    for (std::size_t i = 0; i < 20 * Wrap::max_kept; ++i) line += i % 50 == 0 ? "\u00e9 " : "x";
    wrap.rows(line, 80, 0);
    const std::size_t large = wrap.kept();

    EXPECT_EQ(rows("short", 10), Rows{"short"});

    EXPECT_GT(large, 20 * Wrap::max_kept);
    EXPECT_LE(wrap.kept(), 2 * Wrap::max_kept);
    EXPECT_EQ(rows("caf\u00e9 au lait", 10), (Rows{"caf\u00e9 au", "lait"}));
}

}  // namespace
}  // namespace confab::dialect
