// Escape sequences vanish whole (ECMA-48, and what xterm adds), in 7 and 8 bits.
#include <gtest/gtest.h>

#include <string>

#include "confab/wire/clean.hpp"
#include "unit/support/bytes.hpp"
#include "unit/support/cleaned.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;

void expect_vanishes(const std::string& sequence) {
    EXPECT_EQ(clean("a" + sequence + "b"), "ab") << escaped(sequence);
    EXPECT_EQ(clean(sequence), "") << escaped(sequence);
}

TEST(CleanEscape, ControlSequencesVanish) {
    for (const char* body : {"m", "0m", "31;1m", "2J", "H", "?25l", "?1049h", ">c", "38:2::1:2:3m", "!p",
                             " q", "1;2$y", "200~", "A", "@", "~"}) {
        expect_vanishes("\x1b["s + body);
        expect_vanishes("\xc2\x9b"s + body);
    }
}

TEST(CleanEscape, CommandStringsVanishWithTheirText) {
    for (const char* end : {"\x1b\\", "\xc2\x9c"}) {
        expect_vanishes("\x1b]0;title"s + end);
        expect_vanishes("\x1b]8;;http://x"s + end);
        expect_vanishes("\x1bPq#0"s + end);
        expect_vanishes("\x1bXsos"s + end);
        expect_vanishes("\x1b^pm"s + end);
        expect_vanishes("\x1b_Gapc"s + end);
        expect_vanishes(
            "\xc2\x9d"
            "52;c;aGk="s +
            end);
        expect_vanishes("\xc2\x90q"s + end);
        expect_vanishes("\xc2\x98sos"s + end);
        expect_vanishes("\xc2\x9epm"s + end);
        expect_vanishes(
            "\xc2\x9f"
            "apc"s +
            end);
    }
}

TEST(CleanEscape, ABellEndsAnOsc) {
    expect_vanishes("\x1b]0;title\x07");
    expect_vanishes(
        "\xc2\x9d"
        "0;title\x07");
}

TEST(CleanEscape, ABellDoesNotEndOtherStrings) { EXPECT_EQ(clean("a\x1bPx\x07y\x1b\\b"), "ab"); }

TEST(CleanEscape, SequencesOfTwoAndThreeCharactersVanish) {
    for (const char* body :
         {"7", "8", "c", "D", "E", "M", "=", ">", "(B", ")0", "#8", "%G", " F", "n", "|"}) {
        expect_vanishes("\x1b"s + body);
    }
}

// What is typed behind Esc would be said if it took the slash of a command with it.
TEST(CleanEscape, ASlashBelongsToNone) {
    for (const char* start : {"\x1b", "\x1b\x1b", "\x1b[", "\x1b[1;2", "\x1bO", "\x1bN", "\x1b ", "\x1b#",
                              "\x1b(", "\xc2\x9b", "\xc2\x8e", "\xc2\x8f"}) {
        EXPECT_EQ(clean(start + "/login bob secret"s), "/login bob secret");
    }
    expect_vanishes("\x1b]8;;http://x\x07");
    expect_vanishes("\x1bP/\x1b\\");
}

TEST(CleanEscape, SingleShiftsTakeOneCharacterWithThem) {
    expect_vanishes("\x1bNx");
    expect_vanishes("\x1bOP");
    expect_vanishes("\xc2\x8ex");
    expect_vanishes("\xc2\x8fx");
    expect_vanishes("\x1bOé");
}

TEST(CleanEscape, AStringWithoutItsEndTakesTheRestOfTheLine) {
    EXPECT_EQ(clean("a\x1b]0;title"), "a");
    EXPECT_EQ(clean("a\x1bPstuff"), "a");
    EXPECT_EQ(clean("a\x1b[31"), "a");
    EXPECT_EQ(clean("a\x1b"), "a");
}

TEST(CleanEscape, CancelEndsAString) {
    EXPECT_EQ(clean("a\x1b]0;title\x18"
                    "b"),
              "ab");
    EXPECT_EQ(clean("a\x1bPtitle\x1a"
                    "b"),
              "ab");
}

TEST(CleanEscape, ASequenceThatIsBrokenOffEndsThere) {
    EXPECT_EQ(clean("a\x1b[31\x1b[1mb"), "ab");
    EXPECT_EQ(clean("a\x1b[31é"), "aé");
    EXPECT_EQ(clean("a\x1b\x1b[mb"), "ab");
    EXPECT_EQ(clean("a\x1b"
                    "é"),
              "aé");
    EXPECT_EQ(clean("a\x1b]x\x1b[mb"), "ab");
}

TEST(CleanEscape, SeveralInARowVanish) {
    EXPECT_EQ(clean("\x1b[1m\x1b[31mred\x1b[0m alert\x1b[0m"), "red alert");
}

TEST(CleanEscape, NoSequenceIsMadeByWhatVanishes) {
    EXPECT_EQ(clean("\x1b\x01[31mx").find('\x1b'), std::string::npos);
    EXPECT_EQ(clean("\x1b\u202e[31mx").find('\x1b'), std::string::npos);
    EXPECT_EQ(clean("a\x1b\x7f[31mx").find('\x1b'), std::string::npos);
}

TEST(CleanEscape, RawEightBitControlsAreBadUtf8) {
    EXPECT_EQ(clean("a\x9b"
                    "31mb"),
              "a\ufffd31mb");
}

}  // namespace
}  // namespace confab::unit
