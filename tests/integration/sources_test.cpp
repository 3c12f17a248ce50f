// Every source has its share of connections, and what else it may not do.
#include <gtest/gtest.h>
#include <unistd.h>

#include "support/admin.hpp"
#include "support/client.hpp"
#include "support/server.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

const std::string too_many = "! too many connections from your address (limit 2), close one of them first";

// Loopback has limits like any other source.
net::ServerSettings strict_settings(unsigned threads = 1) {
    net::ServerSettings settings = quiet_settings(threads);
    settings.exempt.clear();
    settings.sources.connect_interval = {};
    return settings;
}

std::vector<Network> networks(std::initializer_list<const char*> texts) {
    std::vector<Network> all;
    for (const char* text : texts) all.push_back(parse_source(text).value());
    return all;
}

// Comes in, which it may have to try again: the server may not have seen yet that somebody has gone.
Client let_in(const RunningServer& server) {
    for (;;) {
        Client client(server.port());
        if (!client.line().starts_with("!")) return client;
    }
}

class SourcesServed : public testing::TestWithParam<unsigned> {};

INSTANTIATE_TEST_SUITE_P(Threads, SourcesServed, testing::Values(1U, 3U));

TEST_P(SourcesServed, OneConnectionTooManyIsToldSoAndClosed) {
    net::ServerSettings settings = strict_settings(GetParam());
    settings.sources.max_connections = 2;
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();
    Client bob(server.port());
    bob.greeted();

    for (int i = 0; i < 100; ++i) {
        Client refused(server.port());
        ASSERT_EQ(refused.until_closed(), Lines{too_many});
    }

    bob.say("/quit");
    bob.until_closed();
    let_in(server);
}

TEST_P(SourcesServed, AThousandRefusedAtOnceAreEachToldAndNobodyWaits) {
    net::ServerSettings settings = strict_settings(GetParam());
    settings.sources.max_connections = 2;
    RunningServer server(settings);
    Client ann(server.port());
    ann.called("ann");
    Client bob(server.port());
    bob.greeted();

    std::vector<Client> refused;
    for (int i = 0; i < 1000; ++i) refused.emplace_back(server.port());

    ann.say("still here?");
    EXPECT_EQ(ann.line(), "ann: still here?");
    for (Client& client : refused) ASSERT_EQ(client.until_closed(), Lines{too_many});
}

TEST_P(SourcesServed, NewConnectionsBeyondTheBurstHaveToWait) {
    net::ServerSettings settings = strict_settings(GetParam());
    settings.sources.connect_burst = 3;
    settings.sources.connect_interval = std::chrono::seconds(3600);
    RunningServer server(settings);
    for (int i = 0; i < 3; ++i) {
        Client client(server.port());
        client.greeted();
        client.say("/quit");
        client.until_closed();
    }

    Client refused(server.port());

    EXPECT_EQ(refused.until_closed(), Lines{"! too many new connections from your address, try again in 1h"});
}

TEST_P(SourcesServed, LoopbackIsExemptUnlessOthersAre) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.sources.max_connections = 2;
    RunningServer server(settings);
    std::vector<Client> clients;
    for (int i = 0; i < 40; ++i) clients.emplace_back(server.port()).greeted();

    settings.exempt = networks({"192.0.2.0/24"});
    ASSERT_TRUE(server.reload(settings));

    EXPECT_EQ(Client(server.port()).until_closed(), Lines{too_many});
}

TEST_P(SourcesServed, AUserOfAUnixSocketIsASource) {
    const TemporaryFolder folder;
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.listen.push_back(ops::parse_listen_url("unix://" + folder.file("s")));
    settings.sources.max_connections = 2;
    RunningServer server(settings);
    Client ann(folder.file("s"));
    ann.greeted();
    Client bob(folder.file("s"));
    bob.greeted();

    EXPECT_EQ(Client(folder.file("s")).until_closed(), Lines{too_many});

    settings.exempt = networks({("uid:" + std::to_string(getuid())).c_str()});
    ASSERT_TRUE(server.reload(settings));
    Client eve(folder.file("s"));
    eve.greeted();
}

TEST_P(SourcesServed, ANetworkThatIsDeniedIsToldSo) {
    net::ServerSettings settings = quiet_settings(GetParam());
    RunningServer server(settings);
    Client ann(server.port());
    ann.called("ann");
    settings.deny = networks({"198.51.100.0/24", "127.0.0.0/8"});
    ASSERT_TRUE(server.reload(settings));

    EXPECT_EQ(Client(server.port()).until_closed(),
              Lines{"! your network may not connect here; ask the people who run this server"});
    ann.say("those who are here stay");
    EXPECT_EQ(ann.line(), "ann: those who are here stay");
}

TEST_P(SourcesServed, ThePlacesThatAreReservedAreNotForStrangers) {
    net::ServerSettings settings = strict_settings(GetParam());
    settings.limits.max_clients = 4;
    settings.reserved_clients = 2;
    RunningServer server(settings);
    std::vector<Client> clients;
    for (int i = 0; i < 2; ++i) clients.emplace_back(server.port()).greeted();
    EXPECT_EQ(Client(server.port()).until_closed(),
              Lines{"! the server is full (4 clients), try again later"});

    settings.exempt = networks({"127.0.0.0/8"});
    ASSERT_TRUE(server.reload(settings));

    for (int i = 0; i < 2; ++i) clients.emplace_back(server.port()).greeted();
    EXPECT_EQ(Client(server.port()).until_closed(),
              Lines{"! the server is full (4 clients), try again later"});
}

TEST_P(SourcesServed, WhatIsNoChatIsKeptOutForAWhile) {
    RunningServer server(strict_settings(GetParam()));
    const auto refused = [&] {
        Client client(server.port());
        client.send("GET / HTTP/1.1\r\n\r\n");
        return client.until_closed().back().starts_with(
            "! too much went wrong from your address, try again in ");
    };

    int tries = 1;
    while (!refused() && tries < 100) ++tries;

    EXPECT_GE(tries, 4) << "three times 5 s are 15 s";
    EXPECT_LT(tries, 100);
}

TEST_P(SourcesServed, WrongCodesAreOffencesAndWhoeverIsHereStays) {
    net::ServerSettings settings = strict_settings(GetParam());
    settings.sources.min_penalty = std::chrono::seconds(10);
    RunningServer server(settings);
    Client eve(server.port());
    eve.greeted();

    for (int i = 0; i < 3; ++i) eve.say("/resume aaaa-aaaa");
    eve.so_far();

    EXPECT_TRUE(
        Client(server.port()).until_closed().front().starts_with("! too much went wrong from your address"));
    eve.say("still here");
    EXPECT_EQ(eve.line(), "guest1: still here");
}

TEST_P(SourcesServed, WhatOneHasUnsentIsAQuarterOfAll) {
    net::ServerSettings settings = strict_settings(GetParam());
    settings.limits.max_queue = 64 * 1024 * 1024;
    settings.limits.max_queued = 12 * 1024 * 1024;
    RunningServer server(settings);
    Client ann(server.port());
    ann.called("ann");
    Client slow(server.port(), 4096);
    slow.greeted();
    const std::string text(1000, 'x');

    for (int i = 0; i < 5000; ++i) {
        ann.say(text);
        ann.line();
    }

    const std::string last = slow.until_closed().back();
    EXPECT_TRUE(last.starts_with("! you read too slowly, ")) << last.substr(0, 100);
    EXPECT_NE(last.find("the most of all from your address"), std::string::npos) << last.substr(0, 200);
}

TEST(AdminSources, ListsTheHeaviest) {
    net::ServerSettings settings = strict_settings();
    settings.sources.max_connections = 2;
    Operated server(nullptr, {}, settings);
    Client alice = server.person("alice");
    Client bob = server.person("bob");
    Client(server.server().port()).until_closed();

    const Reply reply = server.run("sources");

    ASSERT_EQ(reply.rows.size(), 1U);
    EXPECT_EQ(reply.rows[0],
              (Json{{"source", "127.0.0.1"}, {"connections", 2}, {"refused", 1}, {"penalty", 0}}));
}

TEST(AdminSources, NameThePeopleWhoConnectFromThere) {
    Operated server;
    Client alice = server.person("alice");
    Client bob = server.person("bob");

    EXPECT_EQ(server.run("who", {{"source", "127.0.0.0/8"}}).rows.size(), 2U);
    EXPECT_EQ(server.run("who", {{"source", "192.0.2.0/24"}}).rows.size(), 0U);
    EXPECT_FALSE(server.run("who", {{"source", "home"}}).ok());
    EXPECT_FALSE(server.run("kick", {{"source", "127.0.0.1"}, {"target", "alice"}}).ok());
    EXPECT_FALSE(server.run("kick", Json::object()).ok());

    const Reply kicked = server.run("kick", {{"source", "127.0.0.1"}, {"reason", "spam"}});

    ASSERT_EQ(kicked.rows.size(), 1U);
    EXPECT_EQ(kicked.rows[0]["said"], "put off the server: 2 from 127.0.0.1");
    EXPECT_TRUE(alice.until_closed().back().ends_with(": spam"));
    EXPECT_TRUE(bob.until_closed().back().ends_with(": spam"));
}

}  // namespace
}  // namespace confab::integration
