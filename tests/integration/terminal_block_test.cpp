// Several lines that were pasted are one message.
#include <gtest/gtest.h>

#include <algorithm>

#include "integration/support/two_people.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class TerminalBlock : public TwoPeopleTest {};

INSTANTIATE_TEST_SUITE_P(Threads, TerminalBlock, testing::Values(1U, 3U));

std::string numbered_lines(int count, std::string_view end) {
    std::string all;
    for (int n = 1; n <= count; ++n) {
        if (n > 1) all.append(end);
        all.append("line ").append(std::to_string(n));
    }
    return all;
}

Lines said_by_alice(int count) {
    Lines all;
    for (int n = 1; n <= count; ++n) all.push_back(std::string("alice: line ").append(std::to_string(n)));
    return all;
}

// Nothing is printed while it waits: the prompt row alone tells of it.
void paste_and_wait(TerminalClient& alice, int lines) {
    alice.paste(numbered_lines(lines, "\r"));
    alice.wait_for_input(
        std::string("alice> [").append(std::to_string(lines)).append(" lines: Enter sends, Esc drops]"));
}

TEST_P(TerminalBlock, NothingComesBetweenItsLines) {
    TwoPeople both(settings());
    Client carol(both.server.port());
    carol.called("carol");
    carol.so_far();
    both.bob.so_far();
    std::string chatter;
    for (int n = 0; n < 200; ++n) chatter.append("chatter\n");
    paste_and_wait(both.alice, 14);
    EXPECT_EQ(both.bob.so_far(), Lines{});

    carol.send(chatter);
    both.alice.type("\r");
    carol.send(chatter);

    const std::size_t before = both.bob.until("alice: line 1").size();
    const Lines rest = both.bob.lines(13);
    const Lines wanted = said_by_alice(14);
    EXPECT_TRUE(std::equal(rest.begin(), rest.end(), wanted.begin() + 1));
    EXPECT_EQ(both.bob.lines(400 - before), Lines(400 - before, "carol: chatter"));
}

TEST_P(TerminalBlock, AJsonClientGetsOneObject) {
    TwoPeople both(settings());
    both.bob.say("/format json");
    both.bob.line();
    paste_and_wait(both.alice, 14);

    both.alice.type("\r");

    const std::string line = both.bob.line();
    EXPECT_NE(line.find(std::string("\"text\":\"").append(numbered_lines(14, "\\n")).append("\"")),
              std::string::npos)
        << line;
    both.bob.say("next");
    EXPECT_NE(both.bob.line().find("\"text\":\"next\""), std::string::npos);
}

TEST_P(TerminalBlock, AnotherScreenShowsItAsItWasWritten) {
    TwoPeople both(settings());
    TerminalClient carol(both.server.port(1), {.user = "carol"});
    carol.wait_for_input("carol>");
    paste_and_wait(both.alice, 3);

    both.alice.type("\r");
    carol.wait_for("line 3");

    const Lines rows = carol.rows();
    EXPECT_EQ(rows[20], "alice: line 1");
    EXPECT_EQ(rows[21], "line 2");
    EXPECT_EQ(rows[22], "line 3");
}

TEST_P(TerminalBlock, EscAloneDropsIt) {
    TwoPeople both(settings());
    paste_and_wait(both.alice, 14);

    both.alice.type("\x1b");

    both.alice.wait_for_input("alice>");
    both.alice.type("said instead\r");
    EXPECT_EQ(both.bob.line(), "alice: said instead");
}

TEST_P(TerminalBlock, ALineThatWasHalfTypedIsBackAfterEsc) {
    TwoPeople both(settings());
    both.alice.type("half");
    both.alice.wait_for_input("alice> half");
    both.alice.paste(numbered_lines(2, "\r"));
    both.alice.wait_for_input("alice> [2 lines: Enter sends, Esc drops]");

    both.alice.type("\x1b");

    both.alice.wait_for_input("alice> half");
}

TEST_P(TerminalBlock, OneLineIsAsIfTyped) {
    TwoPeople both(settings());
    both.alice.type("a ");
    both.alice.paste("pasted word\r");
    both.alice.wait_for_input("alice> a pasted word");

    both.alice.type("\r");

    EXPECT_EQ(both.bob.line(), "alice: a pasted word");
}

// 20 lines at once are allowed, and hardly one more for as long as the test lasts.
TEST_P(TerminalBlock, ItCostsAsManyLinesAsItHas) {
    net::ServerSettings slow = settings();
    slow.limits.flood = {0.01, 20};
    TwoPeople both(slow);  // alice has spent one to settle
    paste_and_wait(both.alice, 14);
    both.alice.type("\r");
    EXPECT_EQ(both.bob.lines(14), said_by_alice(14));

    both.alice.type("1\r2\r3\r4\r5\r6\r");

    EXPECT_EQ(both.bob.lines(5), (Lines{"alice: 1", "alice: 2", "alice: 3", "alice: 4", "alice: 5"}));
    both.alice.wait_for_row("! slow down, you are read more slowly now; nothing is lost");
    EXPECT_FALSE(both.alice.shows("alice: 6"));
}

TEST_P(TerminalBlock, WhoHasPaidForNothingMoreStillSeesWhatTheyType) {
    net::ServerSettings slow = settings();
    slow.limits.flood = {0.01, 20};
    TwoPeople both(slow);
    paste_and_wait(both.alice, 30);
    both.alice.type("\r");
    EXPECT_EQ(both.bob.lines(30), said_by_alice(30));

    both.alice.type("half");
    both.alice.wait_for_input("alice> half");
    both.alice.type("\r");

    both.alice.wait_for_row("! slow down, you are read more slowly now; nothing is lost");
    both.alice.wait_for_input("alice>");
    EXPECT_FALSE(both.alice.shows("alice: half"));
}

TEST_P(TerminalBlock, WhatIsHeldBackIsSaidWhenItMayBe) {
    net::ServerSettings slow = settings();
    slow.limits.flood = {20, 3};
    TwoPeople both(slow);

    both.alice.type("1\r2\r3\r4\r5\r6\r7\r8\r");

    for (int n = 1; n <= 8; ++n) EXPECT_EQ(both.bob.line(), std::string("alice: ").append(std::to_string(n)));
}

}  // namespace
}  // namespace confab::integration
