// From bytes to lines: line ends, limits, the end of input.
#include "confab/wire/line_decoder.hpp"

#include <gtest/gtest.h>

#include "unit/support/bytes.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;

// The same at every split into two, and byte by byte.
void expect_everywhere(const std::string& bytes, const Happenings& expected, std::size_t max_line = 4096) {
    EXPECT_EQ(read_lines(whole(bytes), max_line), expected) << escaped(bytes);
    EXPECT_EQ(read_lines(byte_by_byte(bytes), max_line), expected) << escaped(bytes);
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        const std::string_view all = bytes;
        EXPECT_EQ(read_lines({all.substr(0, cut), all.substr(cut)}, max_line), expected)
            << escaped(bytes) << " cut at " << cut;
    }
}

TEST(LineReader, EveryLineEndEndsALine) {
    for (const std::string& end : {"\n"s, "\r\n"s, "\r\0"s, "\r"s}) {
        expect_everywhere("one" + end + "two" + end, {"line one", "line two"});
    }
}

TEST(LineReader, LineEndsMayBeMixed) {
    expect_everywhere("a\nb\r\nc\rd\r\0e\n"s, {"line a", "line b", "line c", "line d", "line e"});
}

TEST(LineReader, EmptyLinesAreLines) {
    expect_everywhere("\n\n", {"line ", "line "});
    expect_everywhere("\r\r", {"line ", "line "});
    expect_everywhere("\r\n\r\n", {"line ", "line "});
    expect_everywhere("\r\0\r\0"s, {"line ", "line "});
    expect_everywhere("\n\r\n", {"line ", "line "});
}

TEST(LineReader, ANulElsewhereBelongsToTheLine) {
    expect_everywhere("a\0b\n\0c\n"s, {"line a\\0b", "line \\0c"});
}

TEST(LineReader, OnlyOneByteAfterACarriageReturnBelongsToIt) {
    expect_everywhere("a\r\n\nb\n", {"line a", "line ", "line b"});
    expect_everywhere("a\r\0\nb\n"s, {"line a", "line ", "line b"});
}

TEST(LineReader, TheLastLineNeedsNoEnd) {
    expect_everywhere("one\ntwo", {"line one", "line two"});
    expect_everywhere("one", {"line one"});
}

TEST(LineReader, NoLineFollowsTheLastLineEnd) {
    expect_everywhere("one\n", {"line one"});
    expect_everywhere("one\r", {"line one"});
    expect_everywhere("", {});
}

TEST(LineReader, ExactlyTheLimitPasses) {
    expect_everywhere("12345678\n", {"line 12345678"}, 8);
    expect_everywhere("12345678\r\n", {"line 12345678"}, 8);
    expect_everywhere("12345678", {"line 12345678"}, 8);
}

TEST(LineReader, OneByteMoreIsTooLongAndToldOnce) {
    expect_everywhere("123456789\nok\n", {"too long", "line ok"}, 8);
    expect_everywhere("123456789012345678901234567890\r\nok\n", {"too long", "line ok"}, 8);
}

TEST(LineReader, TwoLinesThatAreTooLongAreToldTwice) {
    expect_everywhere("123456789\n123456789\n", {"too long", "too long"}, 8);
}

TEST(LineReader, ALineThatIsTooLongIsNotALineAtTheEndOfInput) {
    expect_everywhere("123456789", {"too long"}, 8);
}

TEST(LineReader, TheTailOfALineThatIsTooLongIsNoLine) {
    const std::string bytes = std::string(10000, 'x') + "/quit\nok\n";

    EXPECT_EQ(read_lines(whole(bytes)), (Happenings{"too long", "line ok"}));
    EXPECT_EQ(read_lines(byte_by_byte(bytes)), (Happenings{"too long", "line ok"}));
}

TEST(LineReader, TelnetCommandsDoNotCountForTheLimit) {
    expect_everywhere(
        "1234\xff\xf1"
        "5678\n",
        {"line 12345678"}, 8);
    expect_everywhere("1234567\xff\xff\n", {"line 1234567\\xff"}, 8);
    expect_everywhere("12345678\xff\xff\n", {"too long"}, 8);
}

TEST(LineReader, TheLimitMayChangeBetweenLines) {
    wire::LineDecoder decoder;
    std::string_view bytes = "12345678\n12345678\n";

    EXPECT_EQ(decoder.next(bytes, 8).kind, wire::Input::Kind::line);
    EXPECT_EQ(decoder.next(bytes, 7).kind, wire::Input::Kind::too_long);
    EXPECT_EQ(decoder.next(bytes, 7).kind, wire::Input::Kind::none);
}

TEST(LineReader, PartialIsWhatHasNoEndYet) {
    wire::LineDecoder decoder;
    std::string_view bytes = "one\ntw";

    decoder.next(bytes, 100);
    EXPECT_EQ(decoder.partial(), "");
    decoder.next(bytes, 100);
    EXPECT_EQ(decoder.partial(), "tw");

    bytes = "o\n";
    EXPECT_EQ(decoder.next(bytes, 100).bytes, "two");
    decoder.next(bytes, 100);
    EXPECT_EQ(decoder.partial(), "");
}

TEST(LineReader, APersonIsNoTelnet) {
    wire::LineDecoder decoder;
    std::string_view bytes = "abc\r\n\xc3\xa9\n";
    while (decoder.next(bytes, 100).kind != wire::Input::Kind::none) continue;

    EXPECT_FALSE(decoder.wants_crlf());
    bytes = "\xff";
    decoder.next(bytes, 100);
    EXPECT_TRUE(decoder.wants_crlf());
}

TEST(LineReader, AnyChunkingGivesTheSameEvents) {
    std::mt19937 random(20260722);
    const std::vector<std::string> words = {"\n"s,
                                            "\r"s,
                                            "\0"s,
                                            "\r\n"s,
                                            "a"s,
                                            "bcdefgh"s,
                                            "é"s,
                                            "\x7f"s,
                                            "\xff"s,
                                            "\xff\xff"s,
                                            "\xff\xf1"s,
                                            "\xff\xf7"s,
                                            "\xff\xf8"s,
                                            "\xff\xf6"s,
                                            "\xff\xf4"s,
                                            "\xff\xfd\x06"s,
                                            "\xff\xfb\x1f"s,
                                            "\xff\xfa\x18\0x\xff\xf0"s,
                                            "\xff\xfa"s,
                                            "\xff\xf0"s,
                                            "\x80"s,
                                            "\xf0\x9f"s};
    for (int round = 0; round < 4000; ++round) {
        std::string bytes;
        for (std::size_t i = random() % 30; i > 0; --i) bytes += words[random() % words.size()];
        const std::size_t limit = 1 + random() % 20;

        const Happenings expected = read_lines(whole(bytes), limit);
        ASSERT_EQ(read_lines(byte_by_byte(bytes), limit), expected) << escaped(bytes) << " limit " << limit;
        ASSERT_EQ(read_lines(cut_at_random(bytes, random), limit), expected)
            << escaped(bytes) << " limit " << limit;
    }
}

// Latin-1's y with two dots and Windows-1251's ya are IAC, and what comes next is no command.
TEST(LineReader, ALineThatLostAByte255SaysSo) {
    const std::pair<const char*, bool> cases[] = {
        {"password\xff\n", true},      {"pass\xffword\n", true},          {"\xffpassword\n", true},
        {"pass\xff\xf1word\n", false}, {"pass\xff\xfd\x01word\n", false}, {"password\n", false},
        {"pass\xff\xffword\n", false}, {"\xff\npassword\n", false}};
    for (const auto& [bytes, garbled] : cases) {
        wire::LineDecoder decoder;
        std::string_view rest = bytes;
        wire::Input last;
        for (;;) {
            const wire::Input input = decoder.next(rest, 4096);
            if (input.kind == wire::Input::Kind::none) break;
            if (input.kind == wire::Input::Kind::line) last = input;
        }
        EXPECT_EQ(last.garbled, garbled) << escaped(bytes);
    }
}

TEST(LineReader, SoDoesOneThatEndsWithIt) {
    wire::LineDecoder decoder;
    std::string_view rest = "password\xff";
    decoder.next(rest, 4096);

    EXPECT_TRUE(decoder.finish().garbled);
}

TEST(LineReader, ALineTooLongLeavesNothingOfThatBehind) {
    wire::LineDecoder decoder;
    std::string_view rest =
        "password\xff"
        "a\nabc\n";

    EXPECT_EQ(decoder.next(rest, 4).kind, wire::Input::Kind::too_long);
    const wire::Input next = decoder.next(rest, 4);

    EXPECT_EQ(next.bytes, "abc");
    EXPECT_FALSE(next.garbled);
}

}  // namespace
}  // namespace confab::unit
