// What a live terminal may cost.
#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

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

}  // namespace
}  // namespace confab::integration
