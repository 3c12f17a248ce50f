// The real confabd becomes another one, as confabctl upgrade has it, and nobody loses their connection.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/descriptor.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"
#include "e2e/support/upgrade.hpp"

namespace confab::e2e {
namespace {

namespace fs = std::filesystem;

TEST_F(UpgradeOf, TheNewFileRunsInTheSameProcessWithTheSameConnections) {
    const auto daemon = start();
    Client ann = daemon->client("ann");
    Client bob = daemon->client("bob");
    ann.so_far();
    ann.send("half a ");
    const ino_t before = running(*daemon);
    install();

    const Outcome outcome = upgrade();

    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("upgraded from ")) << outcome.out;
    EXPECT_TRUE(outcome.out.ends_with(" ms, 2 connections kept\n")) << outcome.out;
    EXPECT_NE(running(*daemon), before);
    ann.say("line");
    ann.expect("ann: half a line");
    bob.expect("ann: half a line");
    Client carl = daemon->client("carl");
    EXPECT_EQ(daemon->stop(), 0);
}

TEST_F(UpgradeOf, WhatWasSaidIsStoredOnceAndInOrder) {
    const std::string data = folder_.path("data");
    auto daemon = start({"--data-dir", data, "--history", "100"});
    Client ann = daemon->client("ann");
    for (int n = 0; n < 30; ++n) {
        ann.say("line " + std::to_string(n));
        if (n % 10 == 5) {
            EXPECT_EQ(upgrade().status, 0);
        }
    }
    ann.until_line("ann: line 29");
    daemon->stop();

    daemon = start({"--data-dir", data, "--history", "100"});
    Client bob = daemon->connect();
    bob.greeting();
    const std::vector<std::string> replayed = bob.so_far();

    ASSERT_GE(replayed.size(), 31U) << join_lines(replayed);
    for (int n = 0; n < 30; ++n) {
        EXPECT_TRUE(replayed[static_cast<std::size_t>(n) + 1].ends_with("ann: line " + std::to_string(n)))
            << join_lines(replayed);
    }
}

TEST_F(UpgradeOf, AProgramThatIsGoneWhenItIsToBeRunChangesNothing) {
    const auto daemon = start();
    Client ann = daemon->client("ann");
    ann.send("half a ");

    const Outcome outcome = upgrade({"--program", impostor()});
    const Outcome again = upgrade();

    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(contains(outcome.err, "cannot run ")) << outcome.err;
    EXPECT_TRUE(contains(outcome.err, "everything goes on as before")) << outcome.err;
    EXPECT_EQ(again.status, 0) << again.err;
    ann.say("line");
    ann.expect("ann: half a line");
    EXPECT_EQ(daemon->stop(), 0);
}

TEST_F(UpgradeOf, WhoeverConnectsMeanwhileIsGreeted) {
    const auto daemon = start();
    std::atomic<bool> enough = false;
    std::atomic<int> greeted = 0;
    std::thread people([&] {
        while (!enough) {
            Client someone = daemon->connect();
            someone.greeting();
            ++greeted;
        }
    });

    for (int n = 0; n < 5; ++n) EXPECT_EQ(upgrade().status, 0);
    enough = true;
    people.join();

    EXPECT_GT(greeted, 5);
}

TEST_F(UpgradeOf, ItIsWrittenDown) {
    const auto daemon = start();
    EXPECT_EQ(upgrade().status, 0);

    const Outcome audit = run_tool({"--socket", socket_, "audit"});

    EXPECT_TRUE(contains(audit.out, "upgrade")) << audit.out;
    daemon->log().wait_for("upgraded from ");
}

TEST_F(UpgradeOf, ACheckWithoutAStateIsRefused) {
    const Outcome outcome = run_confabd({"--check-upgrade", "--data-dir", folder_.path("data")});

    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(contains(outcome.err, "the saved state is damaged or cut off")) << outcome.err;
}

TEST_F(UpgradeOf, ANewUnixModeTakesEffect) {
    const std::string path = folder_.path("chat.sock");
    const auto configure = [&](const std::string& mode) {
        return folder_.write("confabd.toml",
                             "listen = [\"unix://" + path + "\"]\nunix-mode = \"" + mode + "\"\n");
    };
    const std::vector<std::string> options{"--config", configure("0666"), "--admin-socket",
                                           socket_,    "--data-dir",      folder_.path("data")};
    const auto daemon = std::make_unique<Daemon>(program_, Launch{.options = options, .defaults = false}, 1,
                                                 Where::current());
    configure("0600");

    EXPECT_EQ(upgrade().status, 0);

    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

// Somebody else may take a port between the check and the step.
TEST_F(UpgradeOf, APortThatCannotBeHadLosesNobody) {
    const Descriptor taken(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof place;
    ASSERT_EQ(bind(taken.get(), reinterpret_cast<const sockaddr*>(&place), length), 0);
    ASSERT_EQ(listen(taken.get(), 1), 0);
    ASSERT_EQ(getsockname(taken.get(), reinterpret_cast<sockaddr*>(&place), &length), 0);
    const std::string port = std::to_string(ntohs(place.sin_port));
    const std::string file = folder_.write("confabd.toml", "listen = [\"tcp://127.0.0.1:0\"]\n");
    const std::vector<std::string> options{"--config", file,         "--admin-socket",
                                           socket_,    "--data-dir", folder_.path("data")};
    const auto daemon = std::make_unique<Daemon>(program_, Launch{.options = options, .defaults = false}, 1,
                                                 Where::current());
    Client ann = daemon->client("ann");
    folder_.write("confabd.toml", "listen = [\"tcp://127.0.0.1:" + port +
                                      "\"]\nmetrics-listen = \"127.0.0.1:" + port + "\"\n");

    const Outcome outcome = upgrade({"--program", one_that_does_not_look()});

    EXPECT_EQ(outcome.status, 0) << outcome.err;
    ann.say("hello");
    EXPECT_EQ(ann.line(), "ann: hello");
    Client bob = daemon->client("bob");  // by the port that it had
    daemon->log().wait_for("listeners stay as they were");
    daemon->log().wait_for("nothing is served there until a reload");
}

}  // namespace
}  // namespace confab::e2e
