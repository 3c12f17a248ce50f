// What the recorded clients do not do: limits, hostile peers, passwords in line mode.
#include "confab/wire/telnet/telnet_session.hpp"

#include <gtest/gtest.h>

#include "unit/support/seed.hpp"
#include "unit/support/telnet_happenings.hpp"

namespace confab::unit {
namespace {

constexpr std::string_view will_type = "\xff\xfb\x18";

wire::TelnetSession started() {
    wire::TelnetSession session;
    session.start();
    hear(session, "");
    return session;
}

std::string sub(std::string_view option_and_content) {
    std::string bytes = "\xff\xfa";
    bytes.append(option_and_content).append("\xff\xf0");
    return bytes;
}

TEST(TelnetSession, SaysNothingBeforeItIsStarted) {
    wire::TelnetSession session;

    EXPECT_EQ(hear(session, "hello\r\n"), Happenings{"data hello\\r\\n"});
}

TEST(TelnetSession, RefusesEachUnknownOptionOnce) {
    wire::TelnetSession session = started();

    EXPECT_EQ(hear(session, "\xff\xfb\x63\xff\xfd\x63\xff\xfb\x63\xff\xfd\x63"),
              (Happenings{"reply \\xff\\xfec", "reply \\xff\\xfcc"}));
}

TEST(TelnetSession, DoesNotShowWhatIsTypedUnlessItOfferedTo) {
    wire::TelnetSession session;

    EXPECT_EQ(hear(session, "\xff\xfd\x01"), Happenings{"reply \\xff\\xfc\\x01"});
}

TEST(TelnetSession, HidesAPasswordInLineModeAndShowsAgain) {
    wire::TelnetSession session;

    session.echo(true);
    EXPECT_EQ(hear(session, "\xff\xfd\x01secret\r\n"),
              (Happenings{"reply \\xff\\xfb\\x01", "data secret\\r\\n"}));
    session.echo(false);
    EXPECT_EQ(hear(session, "\xff\xfe\x01"), Happenings{"reply \\xff\\xfc\\x01"});
}

TEST(TelnetSession, ChangingItsMindBeforeTheAnswerShowsAgainToo) {
    wire::TelnetSession session;

    session.echo(true);
    session.echo(false);

    EXPECT_EQ(hear(session, "\xff\xfd\x01"), (Happenings{"reply \\xff\\xfb\\x01", "reply \\xff\\xfc\\x01"}));
}

TEST(TelnetSession, WhoRefusedOnceIsNotAskedAgain) {
    wire::TelnetSession session;
    session.echo(true);
    hear(session, "\xff\xfe\x01");

    session.echo(true);

    EXPECT_EQ(hear(session, ""), Happenings{});
}

TEST(TelnetSession, LeavesCharacterModeWhenThePeerDoes) {
    wire::TelnetSession session = started();
    hear(session, "\xff\xfd\x01\xff\xfd\x03");
    ASSERT_TRUE(session.character_mode());

    const Happenings happenings = hear(session, "\xff\xfe\x03");

    EXPECT_EQ(happenings, (Happenings{"reply \\xff\\xfc\\x03\\xff\\xfc\\x01", "refused"}));
    EXPECT_FALSE(session.character_mode());
}

TEST(TelnetSession, LinesThatComeBackAreNotBinary) {
    wire::TelnetSession session = started();
    hear(session, {"\xff\xfd\x01\xff\xfd\x03\xff\xfd\0\xff\xfb\0", 12});

    session.stop();

    EXPECT_EQ(hear(session, ""),
              Happenings{"reply \\xff\\xfc\\x03\\xff\\xfc\\x01\\xff\\xfc\\0\\xff\\xfe\\0"});
}

TEST(TelnetSession, StoppedBeforeTheAnswersItGoesBackOnThem) {
    wire::TelnetSession session = started();

    session.stop();
    EXPECT_EQ(hear(session, ""), Happenings{});

    EXPECT_EQ(hear(session, "\xff\xfd\x01\xff\xfd\x03"),
              (Happenings{"reply \\xff\\xfc\\x01", "reply \\xff\\xfc\\x03"}));
    EXPECT_FALSE(session.character_mode());
}

TEST(TelnetSession, WhoRefusedIsLeftAloneByAnotherStart) {
    wire::TelnetSession session = started();
    EXPECT_EQ(hear(session, "\xff\xfe\x01\xff\xfe\x03"), Happenings{"refused"});

    session.start();

    EXPECT_EQ(hear(session, ""), Happenings{});
}

TEST(TelnetSession, AsksForTheTypeOnlyOnceAndTakesTheFirst) {
    wire::TelnetSession session = started();

    EXPECT_EQ(hear(session, will_type), Happenings{"reply \\xff\\xfa\\x18\\x01\\xff\\xf0"});
    EXPECT_EQ(hear(session, sub({"\x18\0xterm", 7})), Happenings{"terminal type xterm"});
    EXPECT_EQ(hear(session, sub({"\x18\0vt100", 7})), Happenings{});
    EXPECT_EQ(hear(session, "\xff\xfc\x18\xff\xfb\x18"),
              (Happenings{"reply \\xff\\xfe\\x18", "reply \\xff\\xfd\\x18"}));
}

TEST(TelnetSession, ASubNegotiationIsReadUpToTheLimitAndDroppedAboveIt) {
    const auto type_of = [](std::size_t length) {
        wire::TelnetSession session = started();
        hear(session, will_type);
        std::string content("\x18\0", 2);
        return hear(session, sub(content.append(length, 'x')));
    };
    constexpr std::size_t longest = wire::TelnetSession::max_sub_negotiation - 1;

    EXPECT_EQ(type_of(longest), Happenings{"terminal type " + std::string(longest, 'x')});
    EXPECT_EQ(type_of(longest + 1), Happenings{});
    EXPECT_EQ(type_of(100000), Happenings{});
}

TEST(TelnetSession, ASubNegotiationWithoutItsEndIsForgotten) {
    wire::TelnetSession session = started();
    hear(session, "\xff\xfb\x1f");

    const std::string bytes = std::string("\xff\xfa\x1f\0\x50", 5) + sub({"\x1f\0\x28\0\x0c", 5});

    EXPECT_EQ(hear(session, bytes), Happenings{"resized 40 12"});
}

TEST(TelnetSession, ASizeMayHaveTheByte255) {
    wire::TelnetSession session = started();
    hear(session, "\xff\xfb\x1f");

    EXPECT_EQ(hear(session, sub({"\x1f\0\xff\xff\0\x18", 6})), Happenings{"resized 255 24"});
    EXPECT_EQ(hear(session, sub({"\x1f\0\0\0\0", 5})), Happenings{"resized 0 0"});
    EXPECT_EQ(hear(session, sub({"\x1f\0\x50\0", 4})), Happenings{});
}

TEST(TelnetSession, WhatWasNotAgreedIsNotListenedTo) {
    wire::TelnetSession session = started();

    EXPECT_EQ(hear(session, sub({"\x1f\0\x50\0\x18", 5})), Happenings{});
    EXPECT_EQ(hear(session, sub("\x2a\x02UTF-8")), Happenings{});
}

TEST(TelnetSession, TakesUtf8OutOfAListOfCharsetsAndRefusesOthers) {
    wire::TelnetSession session = started();
    hear(session, "\xff\xfb\x2a");

    EXPECT_EQ(hear(session, sub("\x2a\x01;ISO-8859-1;utf-8")),
              (Happenings{"reply \\xff\\xfa*\\x02UTF-8\\xff\\xf0", "charset UTF-8"}));
    EXPECT_EQ(hear(session, sub("\x2a\x01[TTABLE]\x01 UTF-8")),
              (Happenings{"reply \\xff\\xfa*\\x02UTF-8\\xff\\xf0", "charset UTF-8"}));
    EXPECT_EQ(hear(session, sub("\x2a\x01;KOI8-R")), Happenings{"reply \\xff\\xfa*\\x03\\xff\\xf0"});
    EXPECT_EQ(hear(session, sub("\x2a\x01")), Happenings{"reply \\xff\\xfa*\\x03\\xff\\xf0"});
}

TEST(TelnetSession, AsksForUtf8AndTheUserOnlyOnce) {
    wire::TelnetSession session = started();

    EXPECT_EQ(hear(session, "\xff\xfd\x2a\xff\xfb\x27").size(), 2U);
    EXPECT_EQ(
        hear(session, "\xff\xfe\x2a\xff\xfd\x2a\xff\xfc\x27\xff\xfb\x27"),
        (Happenings{"reply \\xff\\xfc*", "reply \\xff\\xfb*", "reply \\xff\\xfe'", "reply \\xff\\xfd'"}));
}

TEST(TelnetSession, AUserNameMayHaveEscapedMarks) {
    wire::TelnetSession session = started();
    hear(session, "\xff\xfb\x27");

    EXPECT_EQ(hear(session, sub({"\x27\0\0USER\1a\2\1b\3X\1y", 14})), Happenings{"user a\\x01b"});
    EXPECT_EQ(hear(session, sub({"\x27\0\0USER\1", 8})), Happenings{});
    EXPECT_EQ(hear(session, sub({"\x27\0\0USER", 7})), Happenings{});
}

TEST(TelnetSession, AUserNameIsToldOnce) {
    wire::TelnetSession session = started();
    hear(session, "\xff\xfb\x27");
    const std::string bytes = sub({"\x27\0\0USER\1al", 10});

    EXPECT_EQ(hear(session, bytes), Happenings{"user al"});
    EXPECT_EQ(hear(session, bytes), Happenings{});
}

TEST(TelnetSession, AnswersToAnyBytesAreBounded) {
    std::mt19937 random(seed_of_run());
    using namespace std::string_view_literals;
    constexpr std::string_view likely =
        "\xff\xff\xff\xfa\xf0\xfb\xfc\xfd\xfe\x00\x01\x03\x18\x1f\x27\x2a;UTF-8"sv;

    for (int run = 0; run < 2000; ++run) {
        std::string bytes;
        for (std::size_t i = 0; i < 200; ++i) bytes += likely[random() % likely.size()];
        wire::TelnetSession session;
        session.start();
        wire::TelnetSession other;
        other.start();

        std::size_t sent = 0;
        std::string_view rest = bytes;
        for (wire::TelnetInput input; (input = session.next(rest)).kind != wire::TelnetInput::Kind::none;) {
            if (input.kind == wire::TelnetInput::Kind::reply) sent += input.bytes.size();
        }

        EXPECT_LE(sent, bytes.size() + 100);
        wire::TelnetSession third;
        third.start();
        EXPECT_EQ(hear(other, bytes), hear(third, byte_by_byte(bytes)));
    }
}

}  // namespace
}  // namespace confab::unit
