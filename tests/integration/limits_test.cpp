// Clients that are too fast, clients that are too slow, and the others.
#include <gtest/gtest.h>

#include <chrono>

#include "integration/support/client.hpp"
#include "integration/support/late_reader.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class ServerLimits : public testing::TestWithParam<unsigned> {};

INSTANTIATE_TEST_SUITE_P(Threads, ServerLimits, testing::Values(1U, 3U));

TEST_P(ServerLimits, WhoDoesNotReadIsClosedWithTheReasonAndNobodyElseIs) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.max_queue = 64 * 1024;
    RunningServer server(settings);
    Client ann(server.port());
    ann.called("ann");
    Client bob(server.port());
    bob.called("bob");
    Client slow(server.port(), 4096);
    slow.called("slow");
    const std::string text(1000, 'x');

    for (int n = 0; n < 2000; ++n) {
        ann.say(text);
        std::string line = bob.line();
        if (line.starts_with("* slow left")) line = bob.line();
        ASSERT_EQ(line, "ann: " + text) << n;
        line = ann.line();
        if (line.starts_with("* slow left")) line = ann.line();
        ASSERT_EQ(line, "ann: " + text) << n;
    }

    const Lines lines = slow.until_closed();
    ASSERT_FALSE(lines.empty());
    EXPECT_TRUE(lines.back().starts_with("! you read too slowly, ")) << lines.back().substr(0, 100);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) ASSERT_EQ(lines[i], "ann: " + text) << i;
    EXPECT_LT(lines.size(), 2000U);
}

TEST_P(ServerLimits, WhoReadsLateButInTimeGetsEverything) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.max_queue = 4 * 1024 * 1024;
    RunningServer server(settings);
    Client ann(server.port());
    ann.called("ann");
    Client late(server.port(), 4096);
    late.called("late");

    expect_that_late_gets_everything(ann, late);
}

TEST_P(ServerLimits, WhoReadsMayAskForMoreThanItsQueueHolds) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.max_queue = 64 * 1024;
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();
    ann.send("/help\n");
    const std::size_t lines = ann.so_far().size();
    std::string all;
    for (int n = 0; n < 2000; ++n) all += "/help\n";

    ann.send(all);

    EXPECT_GT(lines, 10U);
    EXPECT_EQ(ann.so_far().size(), 2000 * lines);
}

// Neither reads. What the other has waiting was sent to its kernel or is less.
TEST_P(ServerLimits, WhenAllQueuesTogetherAreFullTheLargestIsClosed) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.max_queue = 64 * 1024 * 1024;
    settings.limits.max_queued = 4 * 1024 * 1024;
    RunningServer server(settings);
    std::vector<Client> others;
    for (int i = 0; i < 3; ++i) others.emplace_back(server.port(), 4096).greeted();
    Client most(server.port(), 4096);
    most.greeted();
    const auto ask = [](Client& client, int times) {
        std::string all;
        for (int i = 0; i < times; ++i) all += "/help\n";
        client.send_blindly(all);
    };

    for (Client& client : others) ask(client, 100);
    ask(most, 4000);

    const Lines lines = most.until_closed();
    ASSERT_FALSE(lines.empty());
    EXPECT_NE(lines.back().find("the most of all"), std::string::npos) << lines.back();
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        ASSERT_TRUE(lines[i].starts_with("* ") || lines[i].starts_with("/")) << lines[i];
    }
    for (Client& client : others) {
        client.say("here");
        client.until("guest");
    }
}

TEST_P(ServerLimits, ALongAnswerCostsMoreThanAShortOne) {
    net::ServerSettings settings = quiet_settings(GetParam());
    RunningServer server(settings);
    Client ann(server.port());
    ann.called("ann");
    for (int i = 0; i < 400; ++i) ann.say(std::to_string(i) + std::string(380, 'x'));
    for (int i = 0; i < 400; ++i) ann.line();
    settings.limits.flood = {0.001, 6};
    settings.listen = {ops::parse_listen_url("tcp://127.0.0.1:0")};
    ASSERT_TRUE(server.reload(settings));
    Client bob(server.port());
    bob.greeted();

    bob.say("/history 400");
    bob.until("* now live");
    bob.say("/who");

    EXPECT_TRUE(bob.line().starts_with("! slow down"));
}

TEST_P(ServerLimits, ShortAnswersCostWhatTheirQuestionsDo) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.flood = {0.001, 6};
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();

    for (int i = 0; i < 6; ++i) ann.say("/rooms");

    for (int i = 0; i < 6; ++i) EXPECT_TRUE(ann.line().starts_with("* #lobby"));
}

TEST_P(ServerLimits, TheFloodLimitDelaysButLosesNothing) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.flood = {50, 5};
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();
    Client bob(server.port());
    bob.greeted();
    const auto start = std::chrono::steady_clock::now();

    std::string all;
    for (int n = 0; n < 40; ++n) all += std::to_string(n) + "\n\n";
    ann.send(all);

    for (int n = 0; n < 40; ++n) ASSERT_EQ(bob.line(), "guest1: " + std::to_string(n));
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(650));
    const Lines lines = ann.lines(41);
    int warnings = 0;
    for (const std::string& line : lines) warnings += line.starts_with("! slow down") ? 1 : 0;
    EXPECT_EQ(warnings, 1);
}

TEST_P(ServerLimits, OthersDoNotWaitForWhoIsTooFast) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.flood = {1, 30};
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();
    Client bob(server.port());
    bob.greeted();
    std::string all;
    for (int n = 0; n < 1000; ++n) all += "x\n";

    ann.send(all);

    for (int n = 0; n < 20; ++n) {
        bob.say("ping " + std::to_string(n));
        bob.until("guest2: ping " + std::to_string(n));
    }
}

TEST_P(ServerLimits, UnderTheFloodLimitTheEndOfInputWaitsForEveryLine) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.flood = {100, 5};
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();
    std::string all;
    for (int n = 0; n < 30; ++n) all += std::to_string(n) + "\n";

    ann.send(all + "the end");
    ann.finish_sending();

    Lines lines = ann.until_closed();
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("! slow down"); });
    ASSERT_EQ(lines.size(), 31U);
    for (int n = 0; n < 30; ++n)
        EXPECT_EQ(lines[static_cast<std::size_t>(n)], "guest1: " + std::to_string(n));
    EXPECT_EQ(lines.back(), "guest1: the end");
}

TEST_P(ServerLimits, ALineThatIsTooLongIsRefusedOnceAndTheSessionGoesOn) {
    RunningServer server(quiet_settings(GetParam()));
    Client ann(server.port());
    ann.greeted();

    ann.send(std::string(4096, 'x') + "\n" + std::string(1000000, 'y') + "\nok\n");

    EXPECT_EQ(ann.line(), "guest1: " + std::string(4096, 'x'));
    EXPECT_EQ(ann.line(), "! line too long (limit 4096 bytes), nothing was sent");
    EXPECT_EQ(ann.line(), "guest1: ok");
}

TEST_P(ServerLimits, WhatIsNoChatGetsOneLineAndIsNeverSaid) {
    RunningServer server(quiet_settings(GetParam()));
    Client ann(server.port());
    ann.greeted();

    for (const char* hello : {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02", "SSH-2.0-x\r\n"}) {
        Client program(server.port());
        program.send(hello);
        const Lines lines = program.until_closed();
        ASSERT_FALSE(lines.empty());
        EXPECT_TRUE(lines.back().starts_with("! this is a chat")) << lines.back();
    }
    EXPECT_EQ(ann.so_far(), Lines{});
}

}  // namespace
}  // namespace confab::integration
