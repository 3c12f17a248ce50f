// Why somebody is slow, as operators are told.
#include <gtest/gtest.h>

#include "support/admin.hpp"

namespace confab::integration {
namespace {

class TraceOfThreads : public testing::TestWithParam<unsigned> {};

TEST_P(TraceOfThreads, TellsOfEachConnectionWhatWaitsAndWhatTcpKnows) {
    Operated server(nullptr, {}, quiet_settings(GetParam()));
    Client ann = server.person("ann");
    ann.say("hello");
    ann.so_far();

    const Reply trace = server.run("trace", {{"name", "ANN"}});

    ASSERT_EQ(trace.rows.size(), 1U);
    const Json& row = trace.rows.front();
    EXPECT_EQ(row["address"], "127.0.0.1");
    EXPECT_EQ(row["room"], "#lobby");
    EXPECT_EQ(row["queued_bytes"], 0);
    EXPECT_FALSE(row.contains("waiting_ms"));
    EXPECT_FALSE(row["held"]);
    EXPECT_GE(row["lines_in"], 2);
    EXPECT_GT(row["lines_out"], 4);
    EXPECT_GT(row["tcp"]["congestion_window_segments"], 0);
    EXPECT_EQ(row["tcp"]["retransmits"], 0);
}

INSTANTIATE_TEST_SUITE_P(Trace, TraceOfThreads, testing::Values(1U, 3U));

TEST(Trace, AClientThatDoesNotReadHasSomethingWaiting) {
    Operated server;
    Client ann = server.person("ann");
    Client bob(server.server().port(), 4096);
    bob.called("bob");
    const std::string text(1000, 'x');

    Json row;
    do {
        for (int i = 0; i < 100; ++i) {
            ann.say(text);
            ann.until("ann: x");
        }
        row = server.run("trace", {{"name", "bob"}}).rows.at(0);
    } while (!row.contains("waiting_ms"));

    EXPECT_GT(row["queued_bytes"], 0);
    EXPECT_GT(row["kernel_unacknowledged_bytes"], 0);
}

TEST(Trace, WhoeverWritesTooFastIsHeldByTheFloodLimit) {
    net::ServerSettings settings = quiet_settings();
    settings.limits.flood = {0.1, 3};
    Operated server(nullptr, {}, settings);
    Client ann = server.person("ann");

    for (int i = 0; i < 5; ++i) ann.say("hello");
    ann.until("! slow down");

    const Json row = server.run("trace", {{"name", "ann"}}).rows.at(0);
    EXPECT_TRUE(row["held"]);
    EXPECT_GT(row["flood_wait_ms"], 0);
    EXPECT_GT(row["backlog_bytes"], 0);
}

TEST(Trace, OfSomebodyWhoIsNotHereIsRefused) {
    const Operated server;

    EXPECT_EQ(server.run("trace", {{"name", "nobody"}}).error(), "nobody here is called nobody");
}

}  // namespace
}  // namespace confab::integration
