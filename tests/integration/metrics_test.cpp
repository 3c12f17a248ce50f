// Figures of the server, as whoever watches it gets them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "support/admin.hpp"
#include "support/fake_operator_store.hpp"

namespace confab::integration {
namespace {

// The value of a sample, which is named with its labels; -1 if it is not there.
double figure(const Operated& server, const std::string& sample) {
    std::istringstream text(server.run("metrics").rows.at(0).at("text").get<std::string>());
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with(sample + " ")) return std::strtod(line.c_str() + sample.size(), nullptr);
    }
    return -1;
}

net::ServerSettings narrow_settings() {
    net::ServerSettings settings = quiet_settings();
    settings.limits.max_clients = 1;
    settings.reserved_clients = 0;
    return settings;
}

class MetricsOfThreads : public testing::TestWithParam<unsigned> {};

TEST_P(MetricsOfThreads, CountPeopleMessagesAndDeliveries) {
    Operated server(nullptr, {}, quiet_settings(GetParam()));
    Client ann = server.person("ann");
    Client bob = server.person("bob");
    ann.so_far();
    const double before = figure(server, "confab_deliveries_total");
    const double bytes = figure(server, "confab_sent_bytes_total");
    const double lines = figure(server, "confab_lines_received_total");

    ann.say("hello");
    ann.until("ann: hello");
    bob.until("ann: hello");

    EXPECT_EQ(figure(server, "confab_people"), 2);
    EXPECT_EQ(figure(server, "confab_connections"), 2);
    EXPECT_EQ(figure(server, "confab_rooms"), 1);
    EXPECT_EQ(figure(server, "confab_messages_total"), 1);
    EXPECT_EQ(figure(server, "confab_deliveries_total"), before + 2);
    EXPECT_EQ(figure(server, "confab_sent_bytes_total"), bytes + 2 * 11);
    EXPECT_EQ(figure(server, "confab_lines_received_total"), lines + 1);
}

INSTANTIATE_TEST_SUITE_P(Metrics, MetricsOfThreads, testing::Values(1U, 3U));

TEST(Metrics, WhoeverDoesNotGetALineIsNoDelivery) {
    Operated server;
    Client ann = server.person("ann");
    ann.say("/echo off");
    ann.so_far();
    const double before = figure(server, "confab_deliveries_total");

    ann.say("hello");
    ann.so_far();

    // so_far() asks something itself, and is answered with one line.
    EXPECT_EQ(figure(server, "confab_messages_total"), 1);
    EXPECT_LE(figure(server, "confab_deliveries_total"), before + 1);
}

TEST(Metrics, TellConnectionsByListenerAndByWhatTheyTalk) {
    const net::ServerSettings settings = telnet_settings();
    Operated server(nullptr, {}, settings);
    Client ann = server.person("ann");
    ann.say("/format json");
    ann.so_far();
    const std::string url = settings.listen.front().text();

    EXPECT_EQ(figure(server, "confab_listener_connections{listener=\"" + url + "\"}"), 1);
    EXPECT_EQ(figure(server, "confab_connections_opened_total{listener=\"" + url + "\"}"), 1);
    EXPECT_EQ(figure(server, "confab_dialect_connections{dialect=\"text\",view=\"structured\"}"), 1);
    EXPECT_EQ(figure(server, "confab_dialect_connections{dialect=\"text\",view=\"lines\"}"), 0);
    EXPECT_EQ(figure(server, "confab_dialect_connections{dialect=\"text\",view=\"interactive\"}"), 0);
}

TEST(Metrics, CountWhoeverIsRefusedByReason) {
    Operated server(nullptr, {}, narrow_settings());
    Client ann = server.person("ann");

    Client(server.server().port()).until_closed();

    EXPECT_EQ(figure(server, "confab_refused_connections_total{reason=\"server_full\"}"), 1);
    EXPECT_EQ(figure(server, "confab_refused_connections_total{reason=\"denied\"}"), 0);
    EXPECT_EQ(figure(server, "confab_max_connections"), 1);
}

TEST(Metrics, CountWhoeverIsBanned) {
    Operated server;
    server.run("ban", {{"target", "127.0.0.1"}});

    Client(server.server().port()).until_closed();

    EXPECT_EQ(figure(server, "confab_refused_connections_total{reason=\"banned\"}"), 1);
}

TEST(Metrics, CountClientsThatReadTooSlowly) {
    net::ServerSettings settings = quiet_settings();
    settings.limits.max_queue = 65536;
    settings.limits.slow_grace = Milliseconds{100};
    Operated server(nullptr, {}, settings);
    Client ann = server.person("ann");
    Client late(server.server().port(), 4096);
    const std::string text(1000, 'x');

    while (figure(server, "confab_slow_consumers_closed_total{limit=\"max_queue\"}") < 1) {
        for (int i = 0; i < 100; ++i) {
            ann.say(text);
            ann.until("ann: x");
        }
    }

    EXPECT_EQ(figure(server, "confab_slow_consumers_closed_total{limit=\"max_queued\"}"), 0);
    while (figure(server, "confab_discarded_bytes_total") <= 0) {  // until it has had its time to read
    }
}

TEST(Metrics, TellOfStorageInTrouble) {
    FakeOperatorStore store;
    store.stats_.error = "disk full";
    store.stats_.waiting = 7;
    const Operated server(&store);

    EXPECT_EQ(figure(server, "confab_storage_up"), 0);
    EXPECT_EQ(figure(server, "confab_storage_waiting_messages"), 7);
}

TEST(Metrics, LookAtTheLoopOfEachThread) {
    const Operated server(nullptr, {}, quiet_settings(2));

    while (figure(server, "confab_loop_lag_seconds_count{thread=\"1\"}") < 1) {
    }

    EXPECT_GE(figure(server, "confab_loop_lag_seconds_sum{thread=\"1\"}"), 0);
}

}  // namespace
}  // namespace confab::integration
