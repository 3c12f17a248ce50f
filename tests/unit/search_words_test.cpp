// What is a word of a text, and in which form words are compared.
#include "confab/base/search_words.hpp"

#include <gtest/gtest.h>

namespace confab::unit {
namespace {

std::string words(std::string_view text) { return words_of(search_form(text)); }

TEST(SearchWords, AreWhatIsBetweenSpacesAndSigns) {
    EXPECT_EQ(words("Hello, World! 42-a_b"), "hello world 42 a b");
    EXPECT_EQ(words("  ...  "), "");
    EXPECT_EQ(words(""), "");
    EXPECT_EQ(words("ＦＵＬＬ　ｗｉｄｔｈ ﬁn"), "full width fin");
}

TEST(SearchWords, EachLetterOfAScriptWithoutSpacesIsOne) {
    EXPECT_EQ(words("今日はbob"), "今 日 は bob");
    EXPECT_EQ(words("밥은"), "밥 은");
    EXPECT_EQ(words("กี่กา"), "กี่ ก า");
    EXPECT_EQ(words("ｶﾞ"), "ガ") << "half-width";
}

TEST(SearchWords, MarksBelongToTheirLetters) {
    EXPECT_EQ(words("कि का"), "कि का");
    EXPECT_EQ(words("க்ஷ தமிழ்"), "க்ஷ தமிழ்");
    EXPECT_EQ(words("e\u0301té d\u0301"), "ete d");
    EXPECT_EQ(words("ab \u093F cd"), "ab \u093F cd") << "one without a letter is no part of a word";
    EXPECT_EQ(words("\u093Fa"), "\u093F a");
}

TEST(SearchWords, EmojiAndOtherSymbolsAreWords) {
    EXPECT_EQ(words("done\U0001F600ok \u2192 5\u20AC"), "done \U0001F600 ok \u2192 5 \u20AC");
    EXPECT_EQ(words("\u2764\uFE0F"), "\u2764");
}

TEST(SearchWords, WithoutALetterDigitOrEmojiNothingIsLookedFor) {
    for (const char* word : {"", "++", "->", "...", "\u00AD", "\u093F", "\u0301", "_", "“”"}) {
        EXPECT_FALSE(can_be_searched(word)) << word;
    }
    for (const char* word : {"c++", "++1", "\U0001F600", "कि", "\u20AC", "۴", "_x_"}) {
        EXPECT_TRUE(can_be_searched(word)) << word;
    }
}

bool holds(std::string_view text, std::string_view word, bool beginning = false) {
    return holds_as_typed(search_form(text), search_form(word), beginning);
}

TEST(SearchWords, AreFoundAsTheyWereTyped) {
    EXPECT_TRUE(holds("I like C++.", "c++"));
    EXPECT_FALSE(holds("I like C.", "c++"));
    EXPECT_FALSE(holds("abc++", "c++"));
    EXPECT_TRUE(holds("abc++ c++", "c++"));
    EXPECT_TRUE(holds("/usr/bin/foo", "usr/bin"));
    EXPECT_FALSE(holds("/usr/bindings", "usr/bin"));
    EXPECT_TRUE(holds("/usr/bindings", "usr/bin", true));
    EXPECT_FALSE(holds("कारि", "कार", true)) << "the last letter is another with its mark";
    EXPECT_TRUE(holds("会議は3時", "議は"));
    EXPECT_TRUE(holds("x会議", "会議")) << "what stands alone begins anywhere";
}

}  // namespace
}  // namespace confab::unit
