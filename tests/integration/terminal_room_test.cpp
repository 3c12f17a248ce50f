// The terminal in a room: people come and go, and some do not read.
#include <gtest/gtest.h>

#include "integration/support/two_people.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class TerminalRoom : public TwoPeopleTest {};

INSTANTIATE_TEST_SUITE_P(Threads, TerminalRoom, testing::Values(1U, 3U));

TEST_P(TerminalRoom, IsQuietAboutWhoLeavesWithoutAWord) {
    net::ServerSettings noisy = settings();
    noisy.chat.announce_after = Milliseconds{0};
    TwoPeople both(noisy);
    {
        Client carol(both.server.port());
        carol.greeted();
        carol.say("/quit");
        carol.until_closed();
    }
    both.bob.until("* guest");  // the leave, which lines show

    both.see_all_of_bob();

    EXPECT_FALSE(both.alice.shows("left #lobby"));
    both.alice.type("/quiet off\r");
    both.alice.wait_for("* quiet is off");
    {
        Client dave(both.server.port());
        dave.greeted();
        dave.say("/quit");
        dave.until_closed();
    }
    both.alice.wait_for("left #lobby");
}

TEST_P(TerminalRoom, WhoDoesNotReadIsClosedAndNobodyElseIs) {
    net::ServerSettings small = settings();
    small.limits.max_queue = 64 * 1024;
    small.chat.announce_after = Milliseconds{0};
    TwoPeople both(small);
    TerminalClient slow(both.server.port(1), {.user = "slow", .receive_buffer = 4096});
    slow.wait_for_input("slow>");
    both.bob.so_far();
    const std::string text(1000, 'x');
    bool closed = false;

    for (int n = 0; !closed; ++n) {
        ASSERT_LT(n, 20000) << "its queue never filled";
        const std::string line = std::to_string(n).append(text);
        both.bob.say(line);
        std::string seen = both.bob.line();
        closed = seen.starts_with("* slow left #lobby");
        if (closed) seen = both.bob.line();
        ASSERT_EQ(seen, std::string("bob: ").append(line));
        both.alice.wait_for(std::string(" ").append(std::to_string(n)).append("x"));
    }
    slow.wait_for_end();

    EXPECT_NE(slow.shown().find("! you read too slowly, "), std::string::npos);
    EXPECT_TRUE(slow.shown().ends_with("goodbye\r\n"));
    EXPECT_NE(slow.shown().find("\x1b[?2004l"), std::string::npos) << "its terminal is in order";
    both.bob.say("/who");
    const Lines here = both.bob.so_far();
    EXPECT_EQ(here.front(), "* 2 in #lobby:");
    both.alice.type("well\r");
    EXPECT_EQ(both.bob.line(), "alice: well");
}

TEST_P(TerminalRoom, TheServerStopsAndTheTerminalIsInOrder) {
    TwoPeople both(settings());
    both.alice.type("half a thou");
    both.alice.wait_for_input("alice> half a thou");

    both.server.stop();
    both.alice.wait_for_end();

    EXPECT_TRUE(both.alice.has_row("* the server is stopping, goodbye"));
    EXPECT_FALSE(both.alice.shows("alice>"));
    EXPECT_NE(both.alice.shown().find("\x1b[?2004l"), std::string::npos);
}

TEST_P(TerminalRoom, ManyTerminalsSeeOneOrder) {
    TwoPeople both(settings());
    TerminalClient carol(both.server.port(1), {.user = "carol"});
    carol.wait_for_input("carol>");
    Client dave(both.server.port());
    dave.called("dave");
    const auto talk = [](const char* what) {
        std::string all;
        for (int n = 0; n < 100; ++n) all.append(what).append(" ").append(std::to_string(n)).append("\n");
        return all;
    };

    both.bob.send(talk("b"));
    dave.send(talk("d"));
    both.bob.so_far();
    dave.so_far();
    both.bob.say("the end");
    both.alice.wait_for_row("bob: the end");
    carol.wait_for_row("bob: the end");

    const Lines of_alice = both.alice.rows();
    const Lines of_carol = carol.rows();
    EXPECT_EQ(Lines(of_alice.begin(), of_alice.begin() + 23), Lines(of_carol.begin(), of_carol.begin() + 23));
    EXPECT_GE(both.alice.screen().scrollback.size(), 150U);
}

}  // namespace
}  // namespace confab::integration
