// Typing while others talk.
#include <gtest/gtest.h>

#include "integration/support/two_people.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class TerminalTyping : public TwoPeopleTest {
  protected:
    TwoPeople both{settings()};
    TerminalClient& alice = both.alice;
    Client& bob = both.bob;
};

INSTANTIATE_TEST_SUITE_P(Threads, TerminalTyping, testing::Values(1U, 3U));

std::string numbered(const char* what, int number) {
    return std::string(what).append(" ").append(std::to_string(number));
}

TEST_P(TerminalTyping, AHalfTypedLineStaysWhileOthersTalk) {
    alice.type("half a thou");
    alice.wait_for_input("alice> half a thou");

    for (int n = 0; n < 200; ++n) bob.say(numbered("line", n));
    alice.wait_for_row("bob: line 199");

    const Lines rows = alice.rows();
    EXPECT_EQ(rows[23], "alice> half a thou");
    for (int row = 0; row < 23; ++row) {
        EXPECT_EQ(rows[static_cast<std::size_t>(row)], numbered("bob: line", 177 + row));
    }
    EXPECT_EQ(alice.screen().cursor(), std::pair(23, 18));
    alice.type("ght\r");
    EXPECT_EQ(bob.until("alice: half a thought").size(), 200U);
    alice.wait_for_input("alice>");
    alice.wait_for_row("alice: half a thought");
}

TEST_P(TerminalTyping, WhatScrollsOffIsInTheScrollbackInOrder) {
    alice.type("half");
    for (int n = 0; n < 100; ++n) bob.say(numbered("line", n));
    alice.wait_for_row("bob: line 99");

    const Lines& gone = alice.screen().scrollback;
    Lines said;
    for (const std::string& row : gone) {
        if (row.starts_with("bob: line")) said.push_back(row);
    }
    ASSERT_EQ(said.size(), 77U);
    for (int n = 0; n < 77; ++n) EXPECT_EQ(said[static_cast<std::size_t>(n)], numbered("bob: line", n));
    for (const std::string& row : gone) EXPECT_FALSE(row.starts_with("alice> half")) << row;
}

TEST_P(TerminalTyping, ALineIsEditedAnywhere) {
    alice.type("helo wrld");
    alice.type("\x1b[D\x1b[D\x1b[Do");  // three to the left
    alice.type("\x01\x1b[C\x1b[C\x1b[Cl\x05!");
    alice.wait_for_input("alice> hello world!");

    alice.type("\r");

    EXPECT_EQ(bob.line(), "alice: hello world!");
}

TEST_P(TerminalTyping, TabCompletesNamesAndCommands) {
    alice.type("bo\t");
    alice.wait_for_input("alice> bob:");
    alice.type("hi\r");
    EXPECT_EQ(bob.line(), "alice: bob: hi");

    alice.type("/top\t");
    alice.wait_for_input("alice> /topic");
    alice.type("all about tabs\r");

    EXPECT_EQ(bob.line(), "* alice set the topic of #lobby: all about tabs");
}

TEST_P(TerminalTyping, WhatFollowsATabAtOnceComesAfterWhatItCompleted) {
    for (int i = 0; i < 5; ++i) {
        alice.type("bo\thi\r");
        ASSERT_EQ(bob.line(), "alice: bob: hi");
    }
}

TEST_P(TerminalTyping, TabGoesThroughAllWhoFit) {
    Client bonnie(both.server.port());
    bonnie.called("bonnie");
    bonnie.say("hi");
    alice.wait_for_row("bonnie: hi");

    alice.type("bo\t");
    alice.wait_for_input("alice> bonnie:");  // the latest speaker first
    alice.type("\t");
    alice.wait_for_input("alice> bob:");
    alice.type("\t");
    alice.wait_for_input("alice> bonnie:");
}

TEST_P(TerminalTyping, AMistypedCommandIsOfferedAndNeverSaid) {
    alice.type("/jion dev\r");
    alice.wait_for_row(
        "! unknown command /jion, did you mean /join? nothing was sent (/help all lists them, // says a "
        "line");
    alice.wait_for_input("alice> /join dev");
    EXPECT_EQ(bob.so_far(), Lines{});

    alice.type("\r");

    alice.wait_for("* alice joined #dev");
    alice.wait_for_input("alice #dev>");
}

TEST_P(TerminalTyping, CtrlCClearsTheLineAndOnAnEmptyOneSaysHowToLeave) {
    alice.type("never mind");
    alice.wait_for_input("alice> never mind");

    alice.type("\x03");
    alice.wait_for_input("alice>");
    EXPECT_FALSE(alice.has_row("* /quit leaves"));
    alice.type("\x03");
    alice.wait_for_row("* /quit leaves");

    alice.type("still here\r");
    EXPECT_EQ(bob.line(), "alice: still here");
}

TEST_P(TerminalTyping, CtrlDLeavesAndTheTerminalIsInOrder) {
    alice.type("\x04");

    alice.wait_for_end();

    EXPECT_EQ(alice.last_row(), "");
    EXPECT_TRUE(alice.has_row("* goodbye"));
    EXPECT_FALSE(alice.shows("alice>"));
    const auto [row, column] = alice.screen().cursor();
    EXPECT_EQ(column, 0);
    EXPECT_EQ(alice.rows()[static_cast<std::size_t>(row - 1)], "* goodbye");
    EXPECT_NE(alice.shown().find("\x1b[?2004l"), std::string::npos) << "pastes are marked no more";
    EXPECT_EQ(bob.so_far(), Lines{});
}

TEST_P(TerminalTyping, CtrlDInALineOnlyErases) {
    alice.type("abc\x1b[D\x04");
    alice.wait_for_input("alice> ab");

    alice.type("\r");

    EXPECT_EQ(bob.line(), "alice: ab");
}

TEST_P(TerminalTyping, OwnLinesComeBackWithUp) {
    alice.type("first\rsecond\r");
    EXPECT_EQ(bob.lines(2), (Lines{"alice: first", "alice: second"}));

    alice.type("\x1b[A\x1b[A");
    alice.wait_for_input("alice> first");
    alice.type("\r");

    EXPECT_EQ(bob.line(), "alice: first");
}

TEST_P(TerminalTyping, LettersInPiecesAreWhole) {
    for (const char byte : std::string_view("\xc3\xa9\xe4\xb8\x96\xf0\x9f\x98\x80")) {
        alice.type({&byte, 1});
    }
    alice.wait_for_input("alice> \xc3\xa9\xe4\xb8\x96\xf0\x9f\x98\x80");

    alice.type("\x7f\r");  // one emoji, not one byte

    EXPECT_EQ(bob.line(), "alice: \xc3\xa9\xe4\xb8\x96");
}

TEST_P(TerminalTyping, AnotherSizeWrapsEverythingAnew) {
    bob.say("one two three four five six seven eight nine ten eleven twelve thirteen");
    alice.wait_for("thirteen");
    alice.type("half a line that is longer than forty columns are");
    alice.wait_for_input("alice> half a line that is longer than forty columns are");

    alice.resize(40, 12);
    alice.wait_for_input("forty columns are");

    const Lines rows = alice.rows();
    EXPECT_EQ(rows[7], "bob: one two three four five six seven");
    EXPECT_EQ(rows[8], "     eight nine ten eleven twelve");
    EXPECT_EQ(rows[9], "     thirteen");
    EXPECT_EQ(rows[10], "alice> half a line that is longer than");

    alice.resize(100, 24);
    alice.wait_for_input("alice> half a line that is longer than forty columns are");
    EXPECT_EQ(alice.rows()[22],
              "bob: one two three four five six seven eight nine ten eleven twelve thirteen");
}

}  // namespace
}  // namespace confab::integration
