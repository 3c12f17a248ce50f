// Listeners behind a proxy: whose header is believed, and what follows from it.
#include <gtest/gtest.h>
#include <unistd.h>

#include "support/admin.hpp"
#include "support/client.hpp"
#include "support/server.hpp"
#include "support/tls.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;
using namespace std::string_literals;

const std::string from_client = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 4242\r\n";
const std::string only_a_proxy = "! only a proxy may connect here, and it has to say first whom it connects";

net::ServerSettings proxied_settings(const std::string& url, unsigned threads = 1) {
    net::ServerSettings settings = quiet_settings(threads);
    settings.listen = {ops::parse_listen_url(url)};
    return settings;
}

std::string version_2(const std::string& values = {}) {
    const std::string addresses = "\xC0\x00\x02\x07\xC6\x33\x64\x01\x12\x34\x10\x92"s + values;
    return "\r\n\r\n\0\r\nQUIT\n\x21\x11\0"s + static_cast<char>(addresses.size()) + addresses;
}

Client connect(const Operated& server, const std::string& header) {
    Client client(const_cast<Operated&>(server).server().port());
    client.send(header);
    return client;
}

std::string address_of(const Operated& server, const std::string& name) {
    for (const Json& row : server.run("who").rows) {
        if (row["name"] == name) return row["address"];
    }
    return "nobody";
}

class Proxied : public testing::TestWithParam<unsigned> {
  protected:
    net::ServerSettings settings_ = proxied_settings("tcp://127.0.0.1:0?proxy=127.0.0.1", GetParam());
};

INSTANTIATE_TEST_SUITE_P(Threads, Proxied, testing::Values(1U, 3U));

TEST_P(Proxied, ThePeerIsTheOneTheProxyNames) {
    Operated server(nullptr, {}, settings_);

    Client ann = connect(server, from_client + "/nick ann\n");
    Client bob = connect(server, version_2() + "/nick bob\n");
    ann.until("* guest1 is now called ann");
    bob.until("* guest2 is now called bob");

    EXPECT_EQ(address_of(server, "ann"), "192.0.2.7");
    EXPECT_EQ(address_of(server, "bob"), "192.0.2.7");
}

TEST_P(Proxied, TheHeaderComesBeforeEncryption) {
    const TemporaryFolder folder;
    net::ServerSettings settings = tls_settings(make_certificate(folder, "chat.example.org"), GetParam());
    settings.listen = {ops::parse_listen_url("tls://127.0.0.1:0?proxy=127.0.0.1")};
    Operated server(nullptr, {}, settings);

    Client ann(server.server().port(), TlsWish{}, from_client);
    const std::string name = ann.greeted();

    EXPECT_EQ(address_of(server, name), "192.0.2.7");
    EXPECT_EQ(ann.tls().certificate(), "chat.example.org");
    Client bob(server.server().port());
    bob.send(from_client + "hello\n");
    EXPECT_EQ(bob.until_closed(), Lines{"! this port is encrypted: connect with ncat --ssl, or with openssl "
                                        "s_client -quiet -connect HOST:PORT"});
}

TEST_P(Proxied, TheRealPeerCountsIfTheProxyNamesNone) {
    Operated server(nullptr, {}, settings_);

    Client ann = connect(server, "PROXY UNKNOWN\r\n");
    Client bob = connect(server, "\r\n\r\n\0\r\nQUIT\n\x20\0\0\0"s);
    const std::string name = ann.greeted();
    bob.greeted();

    EXPECT_EQ(address_of(server, name), "127.0.0.1");
}

TEST_P(Proxied, AHeaderInPiecesIsReadAndNothingBehindIt) {
    Operated server(nullptr, {}, settings_);
    const std::string all = version_2() + "hello\n";
    Client ann(server.server().port());

    for (const char byte : all) ann.send(std::string(1, byte));

    ann.greeted();
    EXPECT_EQ(ann.line(), "guest1: hello");
}

TEST_P(Proxied, WhatIsNoHeaderIsRefusedAtOnce) {
    Operated server(nullptr, {}, settings_);

    for (const std::string& garbage : {"hello\n"s, "PROXY TCP4 192.0.2.777 192.0.2.1 1 2\r\n"s,
                                       "\r\n\r\n\0\r\nQUIT\n\x29"s, "GET / HTTP/1.1\r\n\r\n"s}) {
        EXPECT_EQ(connect(server, garbage).until_closed(), Lines{only_a_proxy}) << garbage;
    }
    EXPECT_EQ(server.run("who").rows.size(), 0U);
}

TEST_P(Proxied, AHalfHeaderEndsWithTheDeadlineAndHoldsNobodyUp) {
    settings_.limits.handshakes.time = std::chrono::milliseconds(200);
    Operated server(nullptr, {}, settings_);
    Client half = connect(server, from_client.substr(0, 20));
    Client silent(server.server().port());
    Client ann = connect(server, from_client);
    ann.greeted();

    EXPECT_EQ(half.until_closed(), Lines{only_a_proxy});
    EXPECT_EQ(silent.until_closed(), Lines{only_a_proxy});
}

TEST_P(Proxied, OthersThanTheProxyAreNotLetIn) {
    Operated server(nullptr, {},
                    proxied_settings("tcp://127.0.0.1:0?proxy=192.0.2.1,10.0.0.0/8", GetParam()));

    EXPECT_EQ(connect(server, from_client).until_closed(), Lines{only_a_proxy});
}

TEST_P(Proxied, LimitsHoldForTheSourceThatTheProxyNamesAndNotForTheProxy) {
    settings_.sources.max_connections = 2;
    settings_.exempt = {};
    Operated server(nullptr, {}, settings_);
    Client one = connect(server, from_client);
    Client two = connect(server, from_client);
    one.greeted();
    two.greeted();

    EXPECT_EQ(connect(server, from_client).until_closed(),
              Lines{"! too many connections from your address (limit 2), close one of them first"});
    for (int i = 1; i <= 5; ++i) {
        connect(server, "PROXY TCP4 192.0.2.1" + std::to_string(i) + " 198.51.100.1 1 2\r\n").greeted();
    }
}

TEST_P(Proxied, AnAddressThatIsBannedIsOfTheClient) {
    Operated server(nullptr, {}, settings_);
    ASSERT_TRUE(server.run("ban", {{"target", "192.0.2.7"}}).ok());

    EXPECT_TRUE(connect(server, from_client).until_closed().back().starts_with("! you are banned"));
    connect(server, "PROXY TCP4 192.0.2.8 198.51.100.1 1 2\r\n").greeted();
}

TEST_P(Proxied, OnAUnixSocketTheProxyIsAUser) {
    const TemporaryFolder folder;
    const std::string me = "uid:" + std::to_string(getuid());
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.listen.push_back(ops::parse_listen_url("unix://" + folder.file("mine") + "?proxy=" + me));
    settings.listen.push_back(ops::parse_listen_url("unix://" + folder.file("other") + "?proxy=uid:54321"));
    Operated server(nullptr, {}, settings);
    Client ann(folder.file("mine"));
    ann.send(from_client);
    const std::string name = ann.greeted();

    EXPECT_EQ(address_of(server, name), "192.0.2.7");
    Client eve(folder.file("other"));
    eve.send(from_client);
    EXPECT_EQ(eve.until_closed(), Lines{only_a_proxy});
}

TEST_P(Proxied, ATelnetListenerIsOneToo) {
    Operated server(nullptr, {}, proxied_settings("telnet://127.0.0.1:0?proxy=127.0.0.1", GetParam()));
    Client ann = connect(server, from_client + "hello\r\n");

    ann.until("guest1: hello");

    EXPECT_EQ(address_of(server, "guest1"), "192.0.2.7");
}

TEST_P(Proxied, AReloadChangesWhoTheProxyIs) {
    Operated server(nullptr, {}, settings_);
    const std::string port = std::to_string(server.server().port());
    net::ServerSettings other = settings_;
    other.listen = {ops::parse_listen_url("tcp://127.0.0.1:" + port + "?proxy=192.0.2.1")};
    ASSERT_TRUE(server.server().reload(other));
    EXPECT_EQ(connect(server, from_client).until_closed(), Lines{only_a_proxy});

    other.listen = {ops::parse_listen_url("tcp://127.0.0.1:" + port)};
    ASSERT_TRUE(server.server().reload(other));
    Client(server.server().port()).greeted();
}

}  // namespace
}  // namespace confab::integration
