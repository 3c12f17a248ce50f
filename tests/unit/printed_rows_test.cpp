// What is kept of printed rows is what would be made anew.
#include "dialect/terminal/printed_rows.hpp"

#include <gtest/gtest.h>

#include <string>

#include "dialect/terminal/graphemes.hpp"

namespace confab::dialect {
namespace {

const std::string heart_line =
    "\x1b[1mbob\x1b[m: hearts \u2764\uFE0F and e\u0301, and a word that is far longer";

class PrintedRowsTest : public testing::Test {
  protected:
    std::string anew(std::string_view line, std::size_t width, std::size_t indent, Cut cut) {
        Wrap fresh(graphemes);
        return fresh.printed().of(line, width, indent, cut).bytes;
    }

    Graphemes graphemes;
    Wrap wrap{graphemes};
};

TEST_F(PrintedRowsTest, AreTheSameWhetherKeptOrMadeAnew) {
    for (int round = 0; round < 2; ++round) {
        for (std::size_t width = 10; width < 10 + 2 * PrintedRows::slots; ++width) {
            const std::size_t indent = width % 5;
            const Cut cut = width % 2 == 0 ? Cut::at_words : Cut::at_edge;
            EXPECT_EQ(wrap.printed().of(heart_line, width, indent, cut).bytes,
                      anew(heart_line, width, indent, cut))
                << width;
        }
    }
}

TEST_F(PrintedRowsTest, OfOneWidthDoNotPassForThoseOfAnotherLine) {
    const std::string other = heart_line + "!";

    const std::string first = wrap.printed().of(heart_line, 40, 2, Cut::at_words).bytes;
    const std::string second = wrap.printed().of(other, 40, 2, Cut::at_words).bytes;

    EXPECT_NE(first, second);
    EXPECT_EQ(wrap.printed().of(heart_line, 40, 2, Cut::at_words).bytes, first);
}

TEST_F(PrintedRowsTest, WithLinksHaveTheNumbersOfTheirTerminal) {
    const std::string line = "see https://example.org/a now";
    std::vector<Link> links;
    find_links(line, links);

    const std::string with_seven = wrap.printed().with_links(line, 40, 0, Cut::at_words, links, 7).bytes;
    const std::string with_eight = wrap.printed().with_links(line, 40, 0, Cut::at_words, links, 8).bytes;

    EXPECT_NE(with_seven.find("id=7"), std::string::npos) << with_seven;
    EXPECT_NE(with_eight.find("id=8"), std::string::npos) << with_eight;
    EXPECT_EQ(wrap.printed().of(line, 40, 0, Cut::at_words).bytes, line);
}

TEST_F(PrintedRowsTest, OfALineThatIsTooLargeAreNotKept) {
    constexpr std::size_t limit = PrintedRows::max_bytes;
    for (const std::size_t size : {limit / 2, limit / 2 + 1, 2 * limit}) {
        const std::string line(size, 'x');
        for (std::size_t width = 2; width < 200; width *= 3) {
            const std::string printed = wrap.printed().of(line, width, 1, Cut::at_words).bytes;

            ASSERT_EQ(printed, anew(line, width, 1, Cut::at_words)) << size << ' ' << width;
            ASSERT_LE(wrap.printed().largest_slot(), limit) << size << ' ' << width;
        }
    }
    EXPECT_GT(wrap.printed().scratch_bytes(), limit);

    wrap.printed().of("short", 40, 0, Cut::at_words);

    EXPECT_LE(wrap.printed().scratch_bytes(), limit);
}

TEST_F(PrintedRowsTest, OfALongLineAreKept) {
    const std::string line(4200, 'x');  // as long as a line may be by default, with its name

    const std::string* const first = &wrap.printed().of(line, 80, 2, Cut::at_words).bytes;
    wrap.printed().of("short", 40, 0, Cut::at_words);

    EXPECT_EQ(&wrap.printed().of(line, 80, 2, Cut::at_words).bytes, first);
    EXPECT_EQ(wrap.printed().scratch_bytes(), 0U + PrintedRows::Printed{}.line.capacity() * 2);
}

}  // namespace
}  // namespace confab::dialect
