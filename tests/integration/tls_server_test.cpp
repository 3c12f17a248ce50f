// The server with encrypted listeners.
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <chrono>

#include "integration/support/late_reader.hpp"
#include "integration/support/tls_server.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

using TlsServer = WithTlsServer;

INSTANTIATE_TEST_SUITE_P(Threads, TlsServer, testing::Values(1U, 3U));

TEST_P(TlsServer, EncryptedAndPlainPeopleTalkInOneOrder) {
    RunningServer server(settings());
    Client ann(server.port(0), encrypted);
    ann.called("ann");
    Client bob(server.port(0), {.version = TLS1_2_VERSION});
    bob.called("bob");
    Client carl(server.port(1));
    carl.called("carl");
    ann.so_far();
    bob.so_far();

    std::string all;
    for (int n = 0; n < 200; ++n) all += "line " + std::to_string(n) + "\n";
    ann.send(all);
    bob.send(all);
    carl.send(all);

    const Lines seen = carl.lines(600);
    EXPECT_EQ(ann.lines(600), seen);
    EXPECT_EQ(bob.lines(600), seen);
}

TEST_P(TlsServer, PrivateLinesAndRoomLinesKeepTheirOrder) {
    RunningServer server(settings());
    Client ann(server.port(0), encrypted);
    ann.called("ann");
    ann.say("/join dev");
    ann.so_far();

    std::string all;
    Lines wanted;
    for (int n = 0; n < 100; ++n) {
        const std::string number = std::to_string(n);
        all += number + "\n/msg ann " + number + "\n";
        wanted.push_back("#dev ann: " + number);
        wanted.push_back("ann -> ann: " + number);
    }
    ann.send(all);

    EXPECT_EQ(ann.lines(200), wanted);
}

TEST_P(TlsServer, WhoReadsLateButInTimeGetsEverything) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_queue = 4 * 1024 * 1024;
    RunningServer server(wanted);
    Client ann(server.port(1));
    ann.called("ann");
    Client late(server.port(0), encrypted);
    late.called("late");

    expect_that_late_gets_everything(ann, late);
}

TEST_P(TlsServer, WhoDoesNotReadIsClosedWithTheReasonAndNobodyElseIs) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_queue = 64 * 1024;
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.called("ann");
    Client slow(server.port(0), encrypted);
    slow.called("slow");
    const std::string text(1000, 'x');

    int said = 0;
    for (bool left = false; !left && said < 20000; ++said) {
        ann.say(text);
        std::string line = ann.line();
        left = line.starts_with("* slow left");
        if (left) line = ann.line();
        ASSERT_EQ(line, "ann: " + text);
    }

    const Lines lines = slow.until_closed();
    ASSERT_FALSE(lines.empty());
    EXPECT_TRUE(lines.back().starts_with("! you read too slowly, ")) << lines.back().substr(0, 100);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) ASSERT_EQ(lines[i], "ann: " + text) << i;
    EXPECT_TRUE(slow.tls().was_ended());
    EXPECT_LT(lines.size(), static_cast<std::size_t>(said));
}

// All comes in one record, and is decrypted long before it may be said.
TEST_P(TlsServer, TheFloodLimitDelaysButLosesNothing) {
    net::ServerSettings wanted = settings();
    wanted.limits.flood = {100, 5};
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.greeted();

    std::string all;
    for (int n = 0; n < 40; ++n) all += std::to_string(n) + "\n";
    ann.send(all + "the end");
    ann.finish_sending();

    Lines lines = ann.until_closed();
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("! slow down"); });
    ASSERT_EQ(lines.size(), 41U);
    for (int n = 0; n < 40; ++n) {
        EXPECT_EQ(lines[static_cast<std::size_t>(n)], "guest1: " + std::to_string(n));
    }
    EXPECT_EQ(lines.back(), "guest1: the end");
}

// The server reads them from the socket together; nothing makes that readable again.
TEST_P(TlsServer, WhatIsThereAlreadyIsReadWithoutWaitingForMore) {
    RunningServer server(settings());
    Client ann(server.port(0), encrypted);
    ann.greeted();

    ann.tls().hold_back(true);
    for (int n = 0; n < 20; ++n) ann.say(std::to_string(n));
    ann.tls().hold_back(false);

    for (int n = 0; n < 20; ++n) ASSERT_EQ(ann.line(), "guest1: " + std::to_string(n));
}

TEST_P(TlsServer, AClientThatLeavesIsToldSoByTheProtocolToo) {
    RunningServer server(settings());
    Client ann(server.port(0), encrypted);
    ann.greeted();

    ann.say("/quit");

    EXPECT_FALSE(ann.until_closed().empty());
    EXPECT_TRUE(ann.tls().was_ended());
}

TEST_P(TlsServer, WhenTheServerStopsEverybodyIsTold) {
    RunningServer server(settings());
    Client ann(server.port(0), encrypted);
    ann.greeted();
    const Client half(server.port(0));  // a handshake that does not begin

    server.stop();

    EXPECT_TRUE(ann.until_closed().back().starts_with("* "));
    EXPECT_TRUE(ann.tls().was_ended());
}

TEST_P(TlsServer, AProgramThatDoesNotChatIsSentAway) {
    RunningServer server(settings());
    Client browser(server.port(0), encrypted);

    browser.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_TRUE(browser.until_closed().back().starts_with("! this is a chat"));
}

TEST_P(TlsServer, TelnetIsAskedForADisplayInsideTheEncryption) {
    net::ServerSettings wanted = settings();
    wanted.listen = {ops::parse_listen_url("tlstelnet://127.0.0.1:0")};
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);

    ann.say("hello");

    EXPECT_TRUE(ann.line().starts_with("\xff")) << "no telnet command came first";
    ann.until("guest1: hello");
}

}  // namespace
}  // namespace confab::integration
