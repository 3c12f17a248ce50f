// Figures for Prometheus: of the tool, and at a listener of their own.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/files.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/reload.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

// The response to a request for that path, as lines.
std::vector<std::string> http_get(std::uint16_t port, const std::string& path) {
    Client client(Address{"127.0.0.1", port});
    client.send("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    return client.until_closed();
}

// From the latest line of the log about it.
std::uint16_t metrics_port(const std::string& line) {
    const std::string start = "http://127.0.0.1:";
    const std::size_t at = line.find(start);
    return static_cast<std::uint16_t>(std::stoi(line.substr(at + start.size())));
}

class Metrics : public Reload {};

TEST_F(Metrics, AreServedOverHttp) {
    configure(any_port + "metrics-listen = \"0\"\n");
    const auto daemon = start();
    const std::uint16_t port = metrics_port(daemon->log().wait_for("metrics at http://"));
    Client ann = daemon->client("ann");
    ann.say("hello");
    ann.so_far();

    const std::vector<std::string> page = http_get(port, "/metrics");

    ASSERT_FALSE(page.empty());
    EXPECT_EQ(page.front(), "HTTP/1.1 200 OK\r");
    EXPECT_EQ(count_containing(page, "confab_people 1"), 1);
    EXPECT_EQ(count_containing(page, "confab_messages_total 1"), 1);
    EXPECT_EQ(http_get(port, "/nowhere").front(), "HTTP/1.1 404 Not Found\r");
}

TEST_F(Metrics, AReloadOpensAndClosesTheirListener) {
    configure(any_port);
    const auto daemon = start();
    configure(any_port + "metrics-listen = \":0\"\n");

    daemon->signal(SIGHUP);
    const std::uint16_t port = metrics_port(daemon->log().wait_for("metrics at http://"));
    EXPECT_EQ(http_get(port, "/").front(), "HTTP/1.1 200 OK\r");
    configure(any_port);
    daemon->signal(SIGHUP);
    daemon->log().wait_for("reload: metrics-listen :0 -> none");

    EXPECT_FALSE(accepts_connections(Address{"127.0.0.1", port}));
}

TEST_F(Metrics, AReloadToAPortInUseChangesNothing) {
    const OccupiedPort occupied;
    configure(any_port);
    const auto daemon = start();
    configure(any_port + "max-line = 50\nmetrics-listen = \"" + occupied.text() + "\"\n");

    daemon->signal(SIGHUP);

    const std::string line = daemon->log().wait_for("no metrics at " + occupied.text());
    EXPECT_TRUE(contains(line, "nothing was changed")) << line;
    Client ann = daemon->client("ann");
    ann.say(times(60, "x"));
    ann.expect("ann: " + times(60, "x"));
}

TEST_F(Metrics, TheToolReplacesAFileWithThem) {
    const std::string socket = directory_.path("admin.sock");
    configure(any_port + "admin-socket = \"" + socket + "\"\n");
    const auto daemon = start();
    const std::string file = directory_.write("confab.prom", "old");

    const Outcome outcome = run_tool({"--socket", socket, "metrics", "--output", file});

    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    EXPECT_TRUE(contains(text.str(), "\nconfab_people 0\n"));
    EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms{0644});
    const Outcome refused = run_tool({"--socket", socket, "metrics", "--output", "/nowhere/x"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_TRUE(contains(refused.err, "cannot write /nowhere/x: ")) << refused.err;
}

}  // namespace
}  // namespace confab::e2e
