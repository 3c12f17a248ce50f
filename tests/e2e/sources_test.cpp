// What one source may take, against the real daemon.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

constexpr auto limit_line = "! too many connections from your address (limit 2), close one of them first";

// Loopback is a source here.
std::vector<std::string> strict() { return {"--exempt", "192.0.2.0/24", "--max-per-source", "2"}; }

TEST(Sources, ARealNetcatSeesWhyItIsRefused) {
    Confabd daemon(strict());
    const std::vector<Client> both = daemon.guests(2);
    for (int round = 0; round < 5; ++round) {
        Program netcat({"nc", "127.0.0.1", daemon.port()});
        netcat.type(times(2000, "never read\n"));
        netcat.wait_for("\n");
        netcat.end_input();
        netcat.wait();

        EXPECT_EQ(split_lines(netcat.output()), std::vector<std::string>{limit_line});
    }
}

TEST(Sources, AFloodOfConnectionsIsToldAndFillsNoLog) {
    Confabd daemon(strict());
    const std::vector<Client> both = daemon.guests(2);
    for (int i = 0; i < 300; ++i) {
        Client refused = daemon.connect();
        ASSERT_EQ(refused.until_closed(), std::vector<std::string>{limit_line});
    }

    EXPECT_LT(count_containing(daemon.log().lines(), "refused"), 60U);
}

TEST(Sources, OperatorsListWhoKickAndDenyThem) {
    const TemporaryDirectory folder;
    const std::string socket = folder.path("admin.sock");
    Confabd daemon({"--admin-socket", socket});
    Client ann = daemon.client("ann");
    const auto answer = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--socket", socket});
        const Outcome outcome = run_tool(words);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        return outcome.out;
    };

    EXPECT_TRUE(contains(answer({"sources"}), "127.0.0.1            1        0")) << answer({"sources"});
    EXPECT_TRUE(contains(answer({"sources", "--json"}), "\"connections\":1"));
    EXPECT_TRUE(contains(answer({"who", "--source", "127.0.0.0/8"}), "ann"));
    EXPECT_EQ(answer({"kick", "--source", "127.0.0.1", "too", "loud"}),
              "put off the server: 1 from 127.0.0.1\n");
    EXPECT_TRUE(ann.until_closed().back().ends_with("too loud"));
}

}  // namespace
}  // namespace confab::e2e
