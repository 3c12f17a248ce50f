// /ui on a plain port: lines, the terminal, and lines again.
#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/terminal_client.hpp"

namespace confab::integration {
namespace {

using Options = Manner::Options;

class TerminalSwitch : public testing::TestWithParam<unsigned> {
  protected:
    static void wait_for_lines(TerminalClient& client) {
        client.wait_until([&] { return !client.character_mode(); }, "the end of the character mode");
        client.wait_for_row("* the terminal is off");
    }

    RunningServer server{quiet_settings(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(Threads, TerminalSwitch, testing::Values(1U, 3U));

TEST_P(TerminalSwitch, NothingIsNegotiatedBeforeSomebodyAsks) {
    TerminalClient ann(server.port());
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");
    ann.type("hello\r\n");
    ann.wait_for_row("guest1: hello");

    EXPECT_EQ(ann.options_asked(), 0U);
    EXPECT_EQ(ann.shown().find('\x1b'), std::string::npos);
}

TEST_P(TerminalSwitch, OnOffAndOnAgain) {
    TerminalClient ann(server.port());
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");

    for (int round = 0; round < 3; ++round) {
        ann.type("/ui\r\n");
        ann.wait_for_input("guest1>");
        EXPECT_TRUE(ann.character_mode());
        ann.settle();

        ann.type("/ui off\r");
        wait_for_lines(ann);
        EXPECT_FALSE(ann.shows("guest1>"));
        const std::size_t before = ann.shown().size();
        const std::string round_said = std::string("guest1: ").append(std::to_string(round));
        ann.type(std::to_string(round).append("\r\n"));
        ann.wait_for_row(round_said);
        EXPECT_EQ(ann.shown().substr(before), std::string(round_said).append("\r\n"));
    }
}

// plink tells its user's name to whoever asks.
TEST_P(TerminalSwitch, NobodyLosesTheNameTheyHaveChosen) {
    TerminalClient ann(server.port(), {.user = "root"});
    ann.type("/nick ann\r\n");
    ann.wait_for_row("* guest1 is now called ann");

    ann.type("/ui\r\n");
    ann.wait_for_input("ann>");
    ann.type("hello\r");
    ann.wait_for_row("ann: hello");

    EXPECT_EQ(ann.shown().find("! "), std::string::npos);
}

TEST_P(TerminalSwitch, WhatIsToldOnTheWayOutIsNotErased) {
    TerminalClient ann(server.port());
    ann.type("/ui\r\n");
    ann.wait_for_input("guest1>");
    ann.settle();

    ann.type("/ui off\r");
    wait_for_lines(ann);
    ann.type("hello\r\n");
    ann.wait_for_row("guest1: hello");

    EXPECT_TRUE(ann.has_row("* the terminal is off"));
    EXPECT_TRUE(ann.shows("! unknown command /zzqx1,"));
}

TEST_P(TerminalSwitch, OffAndOnInOneBreathIsOn) {
    TerminalClient ann(server.port());
    ann.type("/ui\r\n");
    ann.wait_for_input("guest1>");

    ann.type("/ui off\r/ui\r");

    ann.wait_for_row("* the terminal is off");
    ann.wait_for_input("guest1>");
    ann.wait_until([&] { return ann.character_mode(); }, "the character mode");
    ann.type("hello\r");
    ann.wait_for_row("guest1: hello");
    ann.wait_for_input("guest1>");
}

TEST_P(TerminalSwitch, OnAndOffInOneBreathIsOff) {
    TerminalClient ann(server.port());
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");

    ann.type("/ui\r\n/ui off\r\n");
    ann.wait_for_row("* the terminal is off");
    ann.wait_until([&] { return ann.options_asked() > 1 && !ann.character_mode(); }, "lines");

    ann.type("hello\r\n");
    ann.wait_for("guest1: hello");
    EXPECT_TRUE(ann.shown().ends_with("guest1: hello\r\n"));
    EXPECT_EQ(ann.shown().find('\x1b'), std::string::npos);
}

TEST_P(TerminalSwitch, WhoRefusesIsToldSoEachTime) {
    TerminalClient ann(server.port(), {.options = Options::refuses});
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");
    const std::string refusal = "! your client keeps to lines, nothing has changed\r\n";
    const std::string greeted = ann.shown();

    ann.type("/ui\r\n");
    ann.wait_for("! your client keeps to lines");
    EXPECT_EQ(ann.shown(), std::string(greeted).append(refusal));
    ann.type("hello\r\n");
    ann.wait_for_row("guest1: hello");
    const std::size_t before = ann.shown().size();
    ann.type("/ui\r\n");
    ann.wait_until([&] { return ann.shown().size() > before; }, "the second refusal");

    EXPECT_EQ(ann.shown().substr(before), refusal);
}

TEST_P(TerminalSwitch, WhoDoesNotAnswerIsToldSoAndGoesOnInLines) {
    Client ann(server.port());
    ann.greeted();

    ann.say("/ui");

    EXPECT_TRUE(ann.line().ends_with("! your client keeps to lines, nothing has changed\r"));
    ann.say("hello");
    EXPECT_EQ(ann.line(), "guest1: hello\r");
}

TEST_P(TerminalSwitch, AHalfTypedLineIsNotLost) {
    TerminalClient ann(server.port());
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");

    ann.type("/ui\r\nhel");

    ann.wait_for_input("guest1> hel");
    ann.type("lo\r");
    ann.wait_for_row("guest1: hello");
}

TEST_P(TerminalSwitch, OthersNoticeNothing) {
    Client bob(server.port());
    bob.called("bob");
    TerminalClient ann(server.port());
    ann.wait_for_row("* You are guest1 in #lobby (2 here)");

    ann.type("/ui\r\n");
    ann.wait_for_input("guest1>");
    bob.say("hello");
    ann.wait_for_row("bob: hello");
    ann.type("/ui off\r");
    wait_for_lines(ann);
    bob.say("still there?");
    ann.wait_for("bob: still there?");

    EXPECT_EQ(bob.so_far(), (std::vector<std::string>{"bob: hello", "bob: still there?"}));
}

}  // namespace
}  // namespace confab::integration
