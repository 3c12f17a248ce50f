// What a live terminal may cost.
#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

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

}  // namespace
}  // namespace confab::integration
