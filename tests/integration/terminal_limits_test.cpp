// What a live terminal may cost.
#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/terminal_client.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class TerminalLimits : public testing::TestWithParam<unsigned> {};

INSTANTIATE_TEST_SUITE_P(Threads, TerminalLimits, testing::Values(1U, 3U));

// As lines, so much is more than may wait, and goes out while it is put together.
TEST_P(TerminalLimits, MoreThanTheQueueAtOnceIsNoReasonToLeave) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.listen.push_back(ops::parse_listen_url("telnet://127.0.0.1:0"));
    settings.limits.max_queue = 128 * 1024;
    RunningServer server(settings);
    Client ann(server.port());
    ann.called("ann");
    for (int i = 0; i < 500; ++i) ann.say(std::to_string(i) + std::string(380, 'x'));
    for (int i = 0; i < 500; ++i) ann.line();
    Client bob(server.port(1));

    bob.send("\xff\xfd\x01\xff\xfd\x03");
    while (bob.line().find("* You are ") == std::string::npos) continue;
    bob.send("/history 500\r/quit\r");

    std::size_t shown = 0;
    std::string last;
    for (const std::string& line : bob.until_closed()) {
        if (line.find(std::string(380, 'x')) != std::string::npos) ++shown;
        last = line;
    }
    EXPECT_EQ(shown, 500U);
    EXPECT_NE(last.find("goodbye"), std::string::npos) << last;
}

TEST_P(TerminalLimits, AnotherLongestLineHoldsForWhoIsTypingToo) {
    net::ServerSettings settings = telnet_settings(GetParam());
    RunningServer server(settings);
    Client bob(server.port());
    bob.called("bob");
    Client ann(server.port(1));
    ann.send("\xff\xfd\x01\xff\xfd\x03");
    while (ann.line().find("* You are ") == std::string::npos) continue;
    ann.send("abcdef\r");
    EXPECT_EQ(bob.line(), "guest1: abcdef");

    settings.limits.max_line = 4;
    settings.listen = {ops::parse_listen_url("tcp://127.0.0.1:0")};
    ASSERT_TRUE(server.reload(settings));
    ann.send("abcdef\r");

    EXPECT_EQ(bob.line(), "guest1: abcd");
}

// Two lines at once are allowed, and none more for as long as the test lasts. "Are you there" is the
// second one, and comes when the last line is here already.
TEST_P(TerminalLimits, ALastLineWithoutAnEndWaitsForTheFloodLimitToo) {
    net::ServerSettings slow = telnet_settings(GetParam());
    slow.limits.flood = {0.001, 2};
    RunningServer server(slow);
    Client bob(server.port());
    bob.greeted();
    Client ann(server.port(1));

    ann.send("\xff\xfe\x01\xff\xfe\x03one\r\ntwo\xff\xf6");
    ann.finish_sending();

    ann.until("* yes, still here");
    ann.until("! slow down");
    EXPECT_EQ(bob.line(), "guest2: one");
    EXPECT_EQ(bob.so_far(), Lines{});
}

// A screen is some kilobytes for one key. All that is asked for at once is one more.
TEST_P(TerminalLimits, PaintingAnewIsDoneAFewTimesASecondHoweverOftenItIsAskedFor) {
    RunningServer server(telnet_settings(GetParam()));
    Client bob(server.port());
    bob.called("bob");
    for (int i = 0; i < 30; ++i) bob.say(std::string(200, 'x'));
    bob.lines(30);
    for (const std::string& asks : {std::string("\x0c"), std::string("\xff\xfd\x06")}) {
        TerminalClient ann(server.port(1));
        ann.wait_for_input("guest1>");
        ann.settle();
        const std::size_t before = ann.shown().size();

        for (int i = 0; i < 200; ++i) {
            ann.send_raw(asks);
            bob.say(std::to_string(i));
            bob.line();
        }
        ann.wait_for("bob: 199");
        ann.settle();

        EXPECT_LT(ann.shown().size() - before, 100 * 1024U);
        ann.send_raw("/quit\r");
        ann.wait_for_end();
    }
}

TEST_P(TerminalLimits, AnotherSizeAsOftenAsItLikesIsPaintedAFewTimesASecondAndTheLastOneShows) {
    RunningServer server(telnet_settings(GetParam()));
    Client bob(server.port());
    bob.called("bob");
    TerminalClient ann(server.port(1));
    ann.wait_for_input("guest1>");
    bob.say("a line that is shown");
    ann.wait_for("a line that is shown");
    const std::size_t before = ann.shown().size();

    for (unsigned i = 0; i < 100; ++i) ann.resize(60 + i % 2, 20);
    ann.resize(50, 12);

    ann.wait_until([&] { return ann.rows().size() == 12 && ann.last_row() == "guest1>"; }, "the last size");
    ann.wait_for("a line that is shown");
    EXPECT_LT(ann.shown().size() - before, 20 * 1024U);
}

TEST_P(TerminalLimits, PaintingAnewCostsTokens) {
    net::ServerSettings slow = telnet_settings(GetParam());
    slow.limits.flood = {0.001, 2};
    RunningServer server(slow);
    TerminalClient ann(server.port(1));
    ann.wait_for_input("guest1>");

    for (int i = 0; i < 2; ++i) {
        const std::size_t before = ann.shown().size();
        ann.send_raw("\x0c");
        ann.wait_until([&] { return ann.shown().size() > before + 100; }, "a new screen");
    }
    ann.type("one\r");

    ann.wait_for("slow down");
}

}  // namespace
}  // namespace confab::integration
