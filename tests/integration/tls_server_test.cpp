// The server with encrypted listeners.
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <chrono>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/tls.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

const TlsWish encrypted;

class TlsServer : public testing::TestWithParam<unsigned> {
  protected:
    net::ServerSettings settings() const {
        net::ServerSettings both = tls_settings(files, GetParam());
        both.listen.push_back(ops::parse_listen_url("tcp://127.0.0.1:0"));
        return both;
    }

    TemporaryFolder folder;
    net::CertificateFiles files = make_certificate(folder, "chat.example.org");
};

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
    const std::string text(1000, 'x');

    for (int n = 0; n < 2000; ++n) {
        ann.say(std::to_string(n) + text);
        ann.line();
    }

    for (int n = 0; n < 2000; ++n) ASSERT_EQ(late.line(), "ann: " + std::to_string(n) + text);
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

TEST_P(TlsServer, AClientThatDoesNotEncryptIsToldAtOnce) {
    RunningServer server(settings());
    Client plain(server.port(0));

    plain.say("hello");

    EXPECT_EQ(plain.until_closed(),
              Lines{"! this port is encrypted: connect with ncat --ssl, or with openssl "
                    "s_client -quiet -connect"});
}

TEST_P(TlsServer, AClientThatSaysNothingIsToldWhenItsTimeIsOver) {
    net::ServerSettings wanted = settings();
    wanted.limits.handshakes.time = std::chrono::milliseconds(200);
    RunningServer server(wanted);
    Client plain(server.port(0));

    EXPECT_TRUE(plain.line().starts_with("! this port is encrypted"));
}

TEST_P(TlsServer, AFullServerSaysSoThroughTheEncryption) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_clients = 1;
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.greeted();

    Client next(server.port(0), encrypted);

    EXPECT_EQ(next.until_closed(), Lines{"! the server is full (1 clients), try again later"});
    EXPECT_TRUE(next.tls().was_ended());
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

// Strangers who connect and say nothing take neither a client's place nor anybody's time.
TEST_P(TlsServer, SilentHandshakesHoldNobodyUp) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_clients = 3;
    wanted.limits.handshakes = {20, std::chrono::milliseconds(1000)};
    RunningServer server(wanted);
    Client ann(server.port(1));
    ann.called("ann");
    std::vector<Client> silent;
    for (int i = 0; i < 200; ++i) silent.emplace_back(server.port(0));
    const auto start = std::chrono::steady_clock::now();

    Client bob(server.port(1));
    bob.called("bob");
    ann.say("hello");
    ann.until("ann: hello");

    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(900));
    for (Client& each : silent)
        each.next_line();  // each of them is told something, at the deadline at the latest
    Client carl(server.port(0), encrypted);
    carl.greeted();
}

TEST_P(TlsServer, ManyThatAreRefusedAtTheSameTimeAreToldAtOnce) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_clients = 1;
    wanted.limits.max_refusals = 64;
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.greeted();
    std::vector<Client> refused;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 500; ++i) refused.emplace_back(server.port(1));

    for (Client& each : refused) ASSERT_TRUE(each.line().starts_with("! the server is full"));

    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    ann.say("still here");
    ann.until("guest1: still here");
}

TEST_P(TlsServer, AReloadGivesNewOnesTheNewCertificateAndLeavesTheOthersAlone) {
    net::ServerSettings wanted = settings();
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.called("ann");
    wanted.tls = std::make_shared<net::TlsContext>(std::vector{make_certificate(folder, "new.example.org")});

    ASSERT_TRUE(server.reload(wanted));

    Client bob(server.port(0), encrypted);
    bob.called("bob");
    EXPECT_EQ(ann.tls().certificate(), "chat.example.org");
    EXPECT_EQ(bob.tls().certificate(), "new.example.org");
    bob.say("hello");
    ann.until("bob: hello");
}

TEST_P(TlsServer, AClientComesBackWithItsTicketAfterAReloadToo) {
    net::ServerSettings wanted = settings();
    RunningServer server(wanted);
    TlsWish again;
    {
        Client ann(server.port(0), encrypted);
        ann.greeted();
        again.session = ann.tls().session();
    }
    wanted.tls = std::make_shared<net::TlsContext>(std::vector{files});
    ASSERT_TRUE(server.reload(wanted));

    Client ann(server.port(0), again);

    ann.greeted();
    EXPECT_TRUE(ann.tls().was_resumed());
}

}  // namespace
}  // namespace confab::integration
