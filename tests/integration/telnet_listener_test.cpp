// A client of a telnet listener is asked what the terminal can do, and is greeted after that.
#include <gtest/gtest.h>

#include <chrono>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/terminal_client.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;
using Options = Manner::Options;

const std::string greeting =
    "* Welcome to Confab.\r\n"
    "* Type to talk. /help lists the commands, /quit leaves.\r\n"
    "* You are guest1 in #lobby (1 here)\r\n";

class TelnetListener : public testing::TestWithParam<unsigned> {
  protected:
    net::ServerSettings settings() const { return telnet_settings(GetParam()); }
    static std::uint16_t telnet_port(const RunningServer& server) { return server.port(1); }
};

INSTANTIATE_TEST_SUITE_P(Threads, TelnetListener, testing::Values(1U, 3U));

TEST_P(TelnetListener, WhoAgreesIsGreetedOnTheScreen) {
    RunningServer server(settings());

    TerminalClient ann(telnet_port(server));

    ann.wait_for_input("guest1>");
    EXPECT_TRUE(ann.character_mode());
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");
    EXPECT_EQ(ann.rows()[22], "* You are guest1 in #lobby (1 here)");
    EXPECT_EQ(ann.rows()[20], "* Welcome to Confab.");
}

TEST_P(TelnetListener, WhoRefusesGetsLinesWithCrLf) {
    RunningServer server(settings());

    TerminalClient ann(telnet_port(server), {.options = Options::refuses});
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");
    ann.type("hello\r\n");
    ann.wait_for_row("guest1: hello");

    EXPECT_EQ(ann.shown(), std::string(greeting).append("guest1: hello\r\n"));
}

TEST_P(TelnetListener, WhoNeverAnswersIsGreetedAfterAMoment) {
    RunningServer server(settings());
    const auto start = std::chrono::steady_clock::now();

    TerminalClient ann(telnet_port(server), {.options = Options::ignores});
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");

    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(290));
    EXPECT_EQ(ann.shown(), greeting);
}

TEST_P(TelnetListener, ALineBeforeTheAnswerIsGreetedAndHandled) {
    RunningServer server(settings());

    TerminalClient ann(telnet_port(server), {.options = Options::ignores});
    ann.type("hello\r\n/who\r\n");
    ann.wait_for("* guest1, idle");

    EXPECT_TRUE(ann.shown().starts_with(std::string(greeting).append("guest1: hello\r\n"))) << ann.shown();
}

TEST_P(TelnetListener, WhoAnswersAfterTheGreetingGetsTheScreenThen) {
    RunningServer server(settings());
    TerminalClient ann(telnet_port(server), {.options = Options::ignores});
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");

    ann.agree_now();

    ann.wait_for_input("guest1>");
    ann.type("hello\r");
    ann.wait_for_row("guest1: hello");
}

TEST_P(TelnetListener, WhatWasTypedBeforeTheScreenCameIsInTheLine) {
    RunningServer server(settings());
    TerminalClient ann(telnet_port(server), {.options = Options::ignores});
    ann.type("hel");
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");

    ann.agree_now();

    ann.wait_for_input("guest1> hel");
    ann.type("lo\r");
    ann.wait_for_row("guest1: hello");
}

TEST_P(TelnetListener, TheNameOfTheLoginIsTaken) {
    RunningServer server(settings());
    Client bob(server.port());
    bob.called("bob");

    TerminalClient ann(telnet_port(server), {.user = "ann"});
    ann.wait_for_input("ann>");
    ann.type("hello\r");

    EXPECT_EQ(bob.line(), "ann: hello");
}

TEST_P(TelnetListener, ANameThatIsTakenLeavesTheGuestsOne) {
    RunningServer server(settings());
    Client bob(server.port());
    bob.called("bob");

    TerminalClient ann(telnet_port(server), {.user = "bob"});

    ann.wait_for_row("! the name bob is taken, choose another");
    ann.wait_for_input("guest1>");
}

TEST_P(TelnetListener, ANameThatIsNoneHereIsNoError) {
    RunningServer server(settings());

    for (const char* type : {"xterm", "dumb"}) {
        TerminalClient root(telnet_port(server), {.type = type, .user = "root"});

        root.wait_for_row("* your name there cannot be used here, you are guest1");
        EXPECT_EQ(root.shown().find("! "), std::string::npos) << type;
    }
}

TEST_P(TelnetListener, TheNameOfTheLoginIsTakenInLinesToo) {
    RunningServer server(settings());

    TerminalClient ann(telnet_port(server), {.type = "dumb", .user = "ann"});

    ann.wait_for_row("* guest1 is now called ann");
}

TEST_P(TelnetListener, ADumbTerminalGetsItsLinesBack) {
    RunningServer server(settings());

    TerminalClient ann(telnet_port(server), {.type = "dumb"});
    ann.wait_for_row("* You are guest1 in #lobby (1 here)");
    ann.wait_until([&] { return !ann.character_mode(); }, "the end of the character mode");
    ann.type("hello\r\n");
    ann.wait_for_row("guest1: hello");

    EXPECT_EQ(ann.shown(), std::string(greeting).append("guest1: hello\r\n"));
}

TEST_P(TelnetListener, WhoGoesBeforeTheGreetingGivesTheirPlaceBack) {
    net::ServerSettings one = settings();
    one.limits.max_clients = 1;
    RunningServer server(one);

    for (const bool politely : {true, false}) {
        Client hasty(telnet_port(server));
        politely ? hasty.finish_sending() : hasty.reset();
        if (politely) hasty.until_closed();

        std::string first;
        do {
            Client next(server.port());  // a moment later, the place is free again
            first = next.line();
        } while (first.starts_with("! the server is full"));
        EXPECT_EQ(first, "* Welcome to Confab.");
    }
}

TEST_P(TelnetListener, WhoIsNotGreetedYetCounts) {
    net::ServerSettings one = settings();
    one.limits.max_clients = 1;
    RunningServer server(one);
    TerminalClient silent(telnet_port(server), {.options = Options::ignores});
    silent.wait_until([&] { return silent.options_asked() > 0; }, "the first question");

    EXPECT_EQ(Client(server.port()).until_closed(),
              (Lines{"! the server is full (1 clients), try again later"}));
    TerminalClient third(telnet_port(server));
    third.wait_for_end();
    EXPECT_EQ(third.shown(), "! the server is full (1 clients), try again later\r\n");
}

TEST_P(TelnetListener, TheServerStopsWhileSomebodyIsNotGreeted) {
    RunningServer server(settings());
    TerminalClient silent(telnet_port(server), {.options = Options::ignores});
    silent.wait_until([&] { return silent.options_asked() > 0; }, "the first question");

    server.stop();
    silent.wait_for_end();

    EXPECT_TRUE(silent.shown().ends_with("* the server is stopping, goodbye\r\n")) << silent.shown();
}

}  // namespace
}  // namespace confab::integration
