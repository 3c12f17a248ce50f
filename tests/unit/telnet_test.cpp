// Telnet commands wherever they stand.
#include <gtest/gtest.h>

#include "confab/wire/line_decoder.hpp"
#include "unit/support/bytes.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;

Happenings both_ways(const std::string& bytes, std::size_t max_line = 4096) {
    const Happenings result = read_lines(whole(bytes), max_line);
    EXPECT_EQ(read_lines(byte_by_byte(bytes), max_line), result) << escaped(bytes);
    return result;
}

TEST(Telnet, EveryCommandOfOneByteVanishesWithinALine) {
    for (int command = 236; command <= 255; ++command) {
        if (command >= 250 || command == 246 || command == 247 || command == 248) continue;
        const std::string bytes = "he\xff"s + static_cast<char>(command) + "llo\n";
        EXPECT_EQ(both_ways(bytes), (Happenings{"line hello"})) << command;
    }
}

TEST(Telnet, ACommandInsideACharacterLeavesItWhole) {
    EXPECT_EQ(both_ways("\xc3\xff\xf1\xa9\n"), (Happenings{"line \\xc3\\xa9"}));
}

TEST(Telnet, ACommandBetweenCrAndLfMakesNoSecondLine) {
    EXPECT_EQ(both_ways("a\r\xff\xf1\nb\r\xff\xf1\0c\n"s), (Happenings{"line a", "line b", "line c"}));
    EXPECT_EQ(both_ways("a\r\xff\xfa\x18\0\xff\xf0\nb\n"s), (Happenings{"line a", "line b"}));
}

TEST(Telnet, IacTwiceIsOneByte) {
    EXPECT_EQ(both_ways("a\xff\xff"
                        "b\n"),
              (Happenings{"line a\\xffb"}));
    EXPECT_EQ(both_ways("a\r\xff\xff\nb\n"), (Happenings{"line a", "line \\xff", "line b"}));
}

TEST(Telnet, IacBeforeATextByteIsDropped) {
    EXPECT_EQ(both_ways("a\xff"
                        "b\n"),
              (Happenings{"line ab"}));
    EXPECT_EQ(both_ways("a\xff\nb\n"), (Happenings{"line a", "line b"}));
}

TEST(Telnet, IacAtTheEndOfInputIsDropped) {
    EXPECT_EQ(both_ways("a\xff"), (Happenings{"line a"}));
    EXPECT_EQ(both_ways("a\xff\xfd"), (Happenings{"line a"}));
}

TEST(Telnet, ASubNegotiationVanishesWithAllThatIsInIt) {
    EXPECT_EQ(both_ways("a\xff\xfa\x1f\0P\0\x18\n/quit\n\xff\xff\xff\xf0"
                        "b\n"s),
              (Happenings{"line ab"}));
}

TEST(Telnet, ASubNegotiationWhoseEndIsMissingEndsWithTheNextCommand) {
    EXPECT_EQ(both_ways("a\xff\xfa\x18xx\xff\xfb\x03"
                        "b\n"),
              (Happenings{"reply \\xff\\xfe\\x03", "line ab"}));
}

TEST(Telnet, WhatIsAskedForIsRefusedOnce) {
    EXPECT_EQ(both_ways("\xff\xfd\x01\xff\xfb\x01\xff\xfd\x01\xff\xfb\x01"),
              (Happenings{"reply \\xff\\xfc\\x01", "reply \\xff\\xfe\\x01"}));
}

TEST(Telnet, RefusingTwoSidesAndManyOptionsIsSeparate) {
    Happenings expected;
    std::string bytes;
    for (int option = 0; option < 256; ++option) {
        if (option == 6) continue;
        const char byte = static_cast<char>(option);
        bytes += "\xff\xfd"s + byte + "\xff\xfb" + byte;
        expected.push_back("reply " + escaped("\xff\xfc"s + byte));
        expected.push_back("reply " + escaped("\xff\xfe"s + byte));
    }

    EXPECT_EQ(both_ways(bytes + bytes), expected);
}

TEST(Telnet, WontAndDontAreAcceptedInSilence) {
    EXPECT_EQ(both_ways("\xff\xfc\x01\xff\xfe\x01"), Happenings{});
}

TEST(Telnet, ATimingMarkIsAnsweredEachTime) {
    EXPECT_EQ(both_ways("\xff\xfd\x06\xff\xfd\x06"),
              (Happenings{"reply \\xff\\xfb\\x06", "reply \\xff\\xfb\\x06"}));
    EXPECT_EQ(both_ways("\xff\xfb\x06"), (Happenings{"reply \\xff\\xfe\\x06"}));
}

TEST(Telnet, AnInterruptIsToldAfterItsTimingMark) {
    EXPECT_EQ(both_ways("\xff\xf4\xff\xfd\x06\xff\xfd\x06"),
              (Happenings{"reply \\xff\\xfb\\x06", "interrupt", "reply \\xff\\xfb\\x06"}));
    EXPECT_EQ(both_ways("ab\xff\xf4\xff\xf2\xff\xfd\x06"
                        "c\n"),
              (Happenings{"reply \\xff\\xfb\\x06", "interrupt", "line abc"}));
}

TEST(Telnet, AreYouThereIsToldAtOnce) {
    EXPECT_EQ(both_ways("a\xff\xf6"
                        "b\n"),
              (Happenings{"are you there", "line ab"}));
}

TEST(Telnet, EraseCharacterLeavesTheMarkOfABackspace) {
    EXPECT_EQ(both_ways("abc\xff\xf7"
                        "d\n"),
              (Happenings{"line abc\\x7fd"}));
}

TEST(Telnet, EraseCharacterOnAnEmptyLineLeavesNothing) {
    EXPECT_EQ(both_ways("\xff\xf7\xff\xf7"
                        "a\n"),
              (Happenings{"line a"}));
    EXPECT_EQ(both_ways("a\xff\xf7\xff\xf7\xff\xf7"
                        "b\n"),
              (Happenings{"line a\\x7fb"}));
}

TEST(Telnet, EraseLineTakesTheLineBack) {
    EXPECT_EQ(both_ways("abc\xff\xf8"
                        "d\n"),
              (Happenings{"line d"}));
    EXPECT_EQ(both_ways("one\nab\xff\xf8\ntwo\n"), (Happenings{"line one", "line ", "line two"}));
}

TEST(Telnet, EraseLineMakesRoomForAWholeLineAgain) {
    EXPECT_EQ(both_ways("12345678\xff\xf8"
                        "12345678\n",
                        8),
              (Happenings{"line 12345678"}));
}

TEST(Telnet, ALineThatIsTooLongStaysTooLongWhateverIsErased) {
    EXPECT_EQ(both_ways("123456789\xff\xf8"
                        "abc\nok\n",
                        8),
              (Happenings{"too long", "line ok"}));
    EXPECT_EQ(both_ways("123456789\xff\xf7\xff\xf7\nok\n", 8), (Happenings{"too long", "line ok"}));
}

TEST(Telnet, AFloodOfEraseCharactersKeepsNothing) {
    wire::LineDecoder decoder;
    std::string flood;
    for (int i = 0; i < 100000; ++i) flood += "\xff\xf7";
    std::string_view bytes = flood;

    EXPECT_EQ(decoder.next(bytes, 100).kind, wire::Input::Kind::none);

    EXPECT_EQ(decoder.partial().size(), 0U);
}

TEST(Telnet, TextAndEraseCharactersInTurnKeepTwiceTheLimitAtMost) {
    wire::LineDecoder decoder;
    bool too_long = false;
    for (int i = 0; i < 100000; ++i) {
        std::string_view bytes = "x\xff\xf7";
        too_long |= decoder.next(bytes, 100).kind == wire::Input::Kind::too_long;
        ASSERT_LE(decoder.partial().size(), 200U);
    }
    EXPECT_TRUE(too_long);
}

TEST(Telnet, AnEndlessSubNegotiationKeepsNothing) {
    wire::LineDecoder decoder;
    const std::string flood = "\xff\xfa\x18" + std::string(1000000, 'x');
    std::string_view bytes = flood;

    EXPECT_EQ(decoder.next(bytes, 100).kind, wire::Input::Kind::none);

    EXPECT_EQ(decoder.partial().size(), 0U);
}

wire::LineDecoder of_a_telnet() {
    wire::LineDecoder decoder;
    std::string_view no_operation = "\xff\xf1";
    decoder.next(no_operation, 4096);
    return decoder;
}

TEST(Telnet, AClientThatIsNoneIsNotAskedToHideTheTyping) {
    wire::LineDecoder decoder;

    EXPECT_EQ(decoder.hide_typing(true), "");
}

TEST(Telnet, WhoEchoesForUsIsAskedOnceAndAnswersUnanswered) {
    wire::LineDecoder decoder = of_a_telnet();

    EXPECT_EQ(escaped(decoder.hide_typing(true)), "\\xff\\xfb\\x01");
    EXPECT_EQ(decoder.hide_typing(true), "");
    std::string_view answer = "\xff\xfd\x01";
    EXPECT_EQ(decoder.next(answer, 4096).kind, wire::Input::Kind::none);
    EXPECT_EQ(escaped(decoder.hide_typing(false)), "\\xff\\xfc\\x01");
    EXPECT_EQ(decoder.hide_typing(false), "");
    answer = "\xff\xfe\x01";
    EXPECT_EQ(decoder.next(answer, 4096).kind, wire::Input::Kind::none);
}

TEST(Telnet, WhoRefusesTheEchoHasNothingToGiveBack) {
    wire::LineDecoder decoder = of_a_telnet();
    decoder.hide_typing(true);

    std::string_view answer = "\xff\xfe\x01";
    EXPECT_EQ(decoder.next(answer, 4096).kind, wire::Input::Kind::none);

    EXPECT_EQ(decoder.hide_typing(false), "");
    EXPECT_EQ(decoder.hide_typing(true), "");
}

}  // namespace
}  // namespace confab::unit
