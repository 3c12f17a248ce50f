// Text made safe to show.
#include "confab/wire/clean.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/support/bytes.hpp"
#include "unit/support/cleaned.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;

const std::string bad = "\ufffd";

TEST(CleanUtf8, WhatIsValidStays) {
    for (const char* text : {"hello", "äöü ß é", "日本語", "😀 👩‍👩‍👧 🇫🇷", "שלום",
                             "हिन्दी", "\u007e\u00a0x", "\U0010ffff", "\ue000\ufdd0"}) {
        EXPECT_EQ(clean(text), text);
    }
}

// The examples of Unicode 15, tables 3-8 to 3-11, and those of the WHATWG decoder's tests.
TEST(CleanUtf8, EachMaximalBadPartIsOneReplacement) {
    const std::pair<std::string, std::string> cases[] = {
        {"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82"
         "A",
         bad + bad + bad + bad + bad + bad + bad + bad + "A"},
        {"\xed\xa0\x80\xed\xbf\xbf\xed\xaf"
         "A",
         bad + bad + bad + bad + bad + bad + bad + bad + "A"},
        {"\xf4\x91\x92\x93\xff"
         "A\x80\xbf"
         "B",
         bad + bad + bad + bad + bad + "A" + bad + bad + "B"},
        {"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf"
         "A",
         bad + bad + bad + bad + "A"},
        {"\x80", bad},
        {"\xff", bad},
        {"a\xc3", "a" + bad},
        {"a\xc3z", "a" + bad + "z"},
        {"\xe2\x82", bad},
        {"\xe2\x82z", bad + "z"},
        {"\xf0\x9f\x98", bad},
        {"\xf0\x9f\x98\xc3\xa9", bad + "é"},
        {"\xf8\x88\x80\x80\x80", bad + bad + bad + bad + bad},
        {"\xf4\x90\x80\x80", bad + bad + bad + bad},
        {"\xc2\xc2\xa9", bad + "©"},
    };
    for (const auto& [raw, expected] : cases) EXPECT_EQ(clean(raw), expected) << escaped(raw);
}

// Where cleaning changed something last, in bytes of the result.
TEST(CleanChanged, IsWhereSomethingVanishedOrWasReplacedLast) {
    const std::pair<std::string, std::size_t> cases[] = {{"\xe9", 0},
                                                         {"a\xe9", 1},
                                                         {"\xe9 a", 0},
                                                         {"\u00e9\u00e9\xe9x", 4},
                                                         {"a\tb", 1},
                                                         {"a\x01", 1},
                                                         {"\x01"
                                                          "a",
                                                          0},
                                                         {"ab\x1b[31mc", 2},
                                                         {"a\u202e\u00e9", 1},
                                                         {"a\u2028", 1},
                                                         {"e\u0301\u0301\u0301\u0301\u0301x", 9},
                                                         {"a\u00a0", 1},
                                                         {"\x01 \x02 c", 1}};
    for (const auto& [raw, expected] : cases) {
        wire::Cleaner cleaner;
        cleaner.clean(raw);
        EXPECT_EQ(cleaner.changed_at(), expected) << escaped(raw);
    }
}

TEST(CleanChanged, IsNowhereInWhatStaysAndInWhatWasTakenBack) {
    wire::Cleaner cleaner;
    cleaner.clean("\xe9");
    for (const char* raw : {"", "hello", "hello  ", "\u00e9\u65e5 ", "\ufffd", "\u200b", "ab\b",
                            "\x7f"
                            "ab",
                            "\ufeff"}) {
        cleaner.clean(raw);
        EXPECT_EQ(cleaner.changed_at(), TypedLine::nowhere) << escaped(raw);
    }
}

TEST(CleanControls, Vanish) {
    for (int c = 0; c < 32; ++c) {
        if (c == '\t' || c == '\b' || c == 0x1b) continue;
        EXPECT_EQ(clean("a"s + static_cast<char>(c) + "b"), "ab") << c;
    }
    for (int c = 0x80; c < 0xa0; ++c) {
        if (c == 0x8e || c == 0x8f || c == 0x90 || c == 0x98 || (c >= 0x9b && c <= 0x9f)) continue;
        EXPECT_EQ(clean("a\xc2"s + static_cast<char>(c) + "b"), "ab") << c;
    }
}

TEST(CleanControls, TabAndSeparatorsBecomeASpace) { EXPECT_EQ(clean("a\tb\u2028c\u2029d"), "a b c d"); }

TEST(CleanControls, BidirectionalOnesVanishAndMarksOfDirectionStay) {
    EXPECT_EQ(clean("a\u202ab\u202bc\u202cd\u202de\u202ef"), "abcdef");
    EXPECT_EQ(clean("a\u2066b\u2067c\u2068d\u2069e"), "abcde");
    EXPECT_EQ(clean("a\u200eb\u200fc"), "a\u200eb\u200fc");
}

TEST(CleanSpaces, AreCutAtTheEndOnly) {
    EXPECT_EQ(clean("  a b  "), "  a b");
    EXPECT_EQ(clean("   "), "");
    EXPECT_EQ(clean(""), "");
    EXPECT_EQ(clean("é \t \u3000\u00a0\u2028"), "é");
    EXPECT_EQ(clean("\x1b[0m \x01 "), "");
}

TEST(CleanMarks, FourStayOnOneCharacter) {
    const std::string mark = "\u0301";
    const std::string four = mark + mark + mark + mark;

    EXPECT_EQ(clean("e" + four), "e" + four);
    EXPECT_EQ(clean("e" + four + mark + mark), "e" + four);
    EXPECT_EQ(clean("e" + four + four + "x" + four + mark), "e" + four + "x" + four);
}

TEST(CleanMarks, WhatIsNotSeenDoesNotMakeRoomForMore) {
    const std::string mark = "\u0301";
    const std::string four = mark + mark + mark + mark;

    EXPECT_EQ(clean("e" + four + "\u200d" + four), "e" + four + "\u200d");
    EXPECT_EQ(clean("e" + four + "\x07" + mark), "e" + four);
}

TEST(CleanErase, BackspaceAndDeleteTakeOneCharacterBack) {
    EXPECT_EQ(clean("abc\b\bd"), "ad");
    EXPECT_EQ(clean("abc\x7f\x7f"
                    "d"),
              "ad");
    EXPECT_EQ(clean("\b\x7f"
                    "a"),
              "a");
    EXPECT_EQ(clean("ab\b\b\b\bc"), "c");
}

TEST(CleanErase, TakesAGraphemeBackAndNotAByte) {
    for (const char* grapheme :
         {"é", "e\u0301", "日", "😀", "👩‍👩‍👧", "🇫🇷", "👍🏽", "각", "\u1100\u1161\u11a8"}) {
        EXPECT_EQ(clean("a"s + grapheme + "\x7f"), "a") << grapheme;
        EXPECT_EQ(clean("a"s + grapheme + "\bz"), "az") << grapheme;
    }
}

TEST(CleanErase, ABadPartIsOneCharacter) { EXPECT_EQ(clean("a\xff\x7f"), "a"); }

TEST(CleanErase, AfterItMarksAreCountedAgain) {
    const std::string mark = "\u0301";
    const std::string four = mark + mark + mark + mark;

    EXPECT_EQ(clean("e" + four + "x\x7f" + mark), "e" + four);
    EXPECT_EQ(clean("ae" + four + "\x7f" + mark), "a" + mark);
}

TEST(Clean, PlainAsciiIsNotCopied) {
    const std::string raw = "plain text  ";
    wire::Cleaner cleaner;

    EXPECT_EQ(cleaner.clean(raw).data(), raw.data());
}

TEST(Clean, ALongLineIsDoneSoon) {
    wire::Cleaner cleaner;
    std::string raw;
    for (int i = 0; i < 100000; ++i) raw += "é\x7f";
    EXPECT_EQ(cleaner.clean(raw), "");

    raw = "é";
    for (int i = 0; i < 500000; ++i) raw += "\u0301";
    EXPECT_EQ(cleaner.clean(raw), "é\u0301\u0301\u0301\u0301");
}

}  // namespace
}  // namespace confab::unit
