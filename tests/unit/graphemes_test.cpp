#include "dialect/terminal/graphemes.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace confab::dialect {
namespace {

struct Case {
    const char* what;
    std::string text;
    std::vector<int> columns;  // of each grapheme
};

std::vector<Case> cases() {
    return {
        {"nothing", "", {}},
        {"ascii", "ab c", {1, 1, 1, 1}},
        {"latin", "\u00e4\u00df", {1, 1}},
        {"a mark is part of its letter", "e\u0301x", {1, 1}},
        {"east asian wide", "日本", {2, 2}},
        {"full width", "ａ", {2}},
        {"half width", "ｱ", {1}},
        {"ambiguous is narrow", "±…", {1, 1}},
        {"hangul syllable", "한", {2}},
        {"hangul conjoined", "\u1112\u1161\u11ab", {2}},
        {"emoji", "a😀b", {1, 2, 1}},
        {"skin tone", "👍🏽", {2}},
        {"family", "👨‍👩‍👧‍👦", {2}},
        {"flags", "🇩🇪🇫🇷", {2, 2}},
        {"half a flag", "\U0001F1E9", {1}},
        {"heart as text", "\u2764", {1}},
        {"heart as emoji", "\u2764\uFE0F", {2}},
        {"keycap", "1\uFE0F\u20E3", {2}},
        {"selector after what is no emoji", "x\uFE0F", {1}},
        {"devanagari with a spacing vowel", "\u0915\u093f", {2}},
        {"devanagari with a vowel above", "\u0915\u0947", {1}},
        {"number sign before a digit", "\u06001x", {1, 1}},
        {"only a mark", "\u0301", {0}},
        {"zero width space", "a\u200Bb", {1, 0, 1}},
        {"soft hyphen", "a\u00ADb", {1, 1, 1}},
        {"replacement character", "\uFFFD", {1}},
    };
}

TEST(Graphemes, AreSplitAndMeasured) {
    Graphemes graphemes;
    std::vector<Grapheme> out;
    for (const Case& c : cases()) {
        graphemes.split(c.text, out);

        std::vector<int> columns;
        std::size_t sum = 0;
        std::uint32_t end = 0;
        for (const Grapheme& grapheme : out) {
            EXPECT_EQ(grapheme.offset, end) << c.what;
            end += grapheme.length;
            columns.push_back(grapheme.columns);
            sum += grapheme.columns;
        }
        EXPECT_EQ(columns, c.columns) << c.what;
        EXPECT_EQ(end, c.text.size()) << c.what;
        EXPECT_EQ(graphemes.columns(c.text), sum) << c.what;
    }
}

TEST(Graphemes, StepsGoToTheBoundariesOfTheSplit) {
    Graphemes graphemes;
    std::string all;
    for (const Case& c : cases()) all += c.text;
    std::vector<Grapheme> out;
    graphemes.split(all, out);

    for (const Grapheme& grapheme : out) {
        const std::size_t start = grapheme.offset;
        const std::size_t end = start + grapheme.length;
        EXPECT_EQ(graphemes.after(all, start), end);
        EXPECT_EQ(graphemes.before(all, end), start);
        EXPECT_EQ(graphemes.at_or_after(all, start), start);
        for (std::size_t inside = start + 1; inside < end; ++inside) {
            EXPECT_EQ(graphemes.at_or_after(all, inside), end);
        }
    }
}

TEST(Graphemes, StepsStopAtTheEnds) {
    Graphemes graphemes;

    EXPECT_EQ(graphemes.before("日", 0), 0u);
    EXPECT_EQ(graphemes.after("日", 3), 3u);
    EXPECT_EQ(graphemes.at_or_after("日", 3), 3u);
    EXPECT_EQ(graphemes.after("", 0), 0u);
}

}  // namespace
}  // namespace confab::dialect
