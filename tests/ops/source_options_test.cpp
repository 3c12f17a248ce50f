// Options about where people connect from: networks, files of networks, penalties.
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <string>

#include "confab/ops/options.hpp"
#include "ops/support/files.hpp"

namespace confab::ops {
namespace {

std::vector<std::string> texts(const std::vector<Network>& networks) {
    std::vector<std::string> all;
    for (const Network& network : networks) all.push_back(network.text());
    return all;
}

using Texts = std::vector<std::string>;

TEST(SourceOptions, HaveTheirDefaults) {
    const Options options = load({});

    EXPECT_EQ(options.sources.max_connections, 32U);
    EXPECT_EQ(options.sources.connect_burst, 32U);
    EXPECT_EQ(options.sources.connect_interval, Milliseconds{20'000});
    EXPECT_EQ(options.sources.max_sources, 16384U);
    EXPECT_EQ(options.sources.min_penalty, Milliseconds{15'000});
    EXPECT_EQ(options.sources.max_penalty, Milliseconds{600'000});
    EXPECT_EQ(options.reserved_clients, 10);
    EXPECT_TRUE(options.deny_networks.empty());
    EXPECT_TRUE(options.exempt_networks.empty());
}

TEST(SourceOptions, AFileHasANetworkALineAndComments) {
    const TemporaryFile file("# from the firewall\n192.0.2.0/24\n\n  2001:db8::/32  # all of it\r\n");

    const Options options = load({"--deny", "198.51.100.7", "--deny", "file:" + file.path()});

    EXPECT_EQ(texts(options.deny_networks), (Texts{"198.51.100.7", "192.0.2.0/24", "2001:db8::/32"}));
}

TEST(SourceOptions, ABadLineOfAFileIsNamed) {
    const TemporaryFile file("192.0.2.0/24\n192.0.2.0/33\n");

    EXPECT_EQ(complaint({"--deny", "file:" + file.path()}),
              "deny: " + file.path() + ":2: '192.0.2.0/33' is no address or network like 192.0.2.0/24");
}

TEST(SourceOptions, AFileThatIsNotThereOrHasNothingIsAnError) {
    const TemporaryFile empty("# nobody yet\n");

    EXPECT_EQ(complaint({"--allow", "file:/nowhere/allow"}),
              "allow: cannot read /nowhere/allow: No such file or directory");
    EXPECT_EQ(complaint({"--allow", "file:allow"}), "allow: the path of the file 'allow' must be absolute");
    EXPECT_EQ(complaint({"--allow", "file:" + empty.path()}), "allow: there is no network in it");
}

TEST(SourceOptions, AFileThatChangedIsADifference) {
    const TemporaryFile file("192.0.2.0/24\n");
    const Options before = load({"--deny", "file:" + file.path()});
    std::ofstream(file.path()) << "192.0.3.0/24\n";
    Texts restart;

    const Texts changed = differences(before, load({"--deny", "file:" + file.path()}), restart);

    EXPECT_EQ(changed, Texts{"the networks in the files of deny"});
}

TEST(SourceOptions, PenaltiesAreTimesByKind) {
    const SourceLimits limits =
        load({"--penalty", "wrong-secret:1m", "--penalty", "handshake:0", "--penalty", "not-chat:2s",
              "--penalty", "slow-reader:3s", "--penalty", "min:4s", "--penalty", "max:1h"})
            .sources;

    EXPECT_EQ(limits.penalties, (std::array{Milliseconds{0}, Milliseconds{60'000}, Milliseconds{0},
                                            Milliseconds{2'000}, Milliseconds{3'000}}));
    EXPECT_EQ(limits.min_penalty, Milliseconds{4'000});
    EXPECT_EQ(limits.max_penalty, Milliseconds{3'600'000});
    EXPECT_EQ(load({"--penalty", "off"}).sources.max_penalty, Milliseconds{0});
}

TEST(SourceOptions, BadPenaltiesAreNamed) {
    for (const char* bad :
         {"", "on", "wrong-secret", "wrong-secret:", "wrong-secret:x", "other:5s", "max:2d", ":5s"}) {
        EXPECT_TRUE(
            complaint({"--penalty", bad}).starts_with("penalty: '" + std::string(bad) + "' must be off"))
            << bad << ": " << complaint({"--penalty", bad});
    }
}

}  // namespace
}  // namespace confab::ops
