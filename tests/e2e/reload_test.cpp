#include <gtest/gtest.h>
#include <signal.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/reload.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST_F(Reload, TakesTheNewValuesOfTheFile) {
    const std::string motd = directory_.write("motd", "brand new greeting\n");
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");
    wait_for_limit(alice, 200);

    configure(any_port + "max-line = 100\nmotd = \"" + motd + "\"\nhistory = 0\nlog-messages = true\n");
    daemon->signal(SIGHUP);

    wait_for_limit(alice, 100);
    alice.say("after the reload");
    alice.expect("alice: after the reload");
    daemon->log().wait_for("after the reload");
    Client bob = daemon->connect();
    EXPECT_EQ(count_containing(bob.greeting(), "brand new greeting"), 1U);
    EXPECT_EQ(count_containing(bob.so_far(), "after the reload"), 0U);
}

TEST_F(Reload, ReadsTheGreetingAnewThoughTheFileSaysTheSame) {
    const std::string motd = directory_.write("motd", "old words\n");
    configure(any_port + "max-line = 200\nmotd = \"" + motd + "\"\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");

    directory_.write("motd", "new words\n");
    configure(any_port + "max-line = 100\nmotd = \"" + motd + "\"\n");
    daemon->signal(SIGHUP);
    wait_for_limit(alice, 100);

    Client bob = daemon->connect();
    const std::vector<std::string> greeting = bob.greeting();
    EXPECT_EQ(count_containing(greeting, "new words"), 1U) << join_lines(greeting);
    EXPECT_EQ(count_containing(greeting, "old words"), 0U) << join_lines(greeting);
}

TEST_F(Reload, TheCommandLineStillWins) {
    configure(any_port + "max-line = 200\nhistory = 20\n");
    const auto daemon = start({"--history", "0"});
    Client alice = daemon->client("alice");

    configure(any_port + "max-line = 100\nhistory = 5\n");
    daemon->signal(SIGHUP);
    wait_for_limit(alice, 100);

    alice.say("not replayed");
    alice.expect("alice: not replayed");
    Client bob = daemon->connect();
    bob.greeting();
    EXPECT_EQ(count_containing(bob.so_far(), "not replayed"), 0U);
}

TEST_F(Reload, ABadFileChangesNothingAndIsLogged) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");

    configure(any_port + "max-line = 100\nno-such-key = 1\n");
    daemon->signal(SIGHUP);

    daemon->log().wait_for("no-such-key");
    alice.say(times(300, "x"));
    alice.expect(too_long(200));
    EXPECT_FALSE(daemon->process().ended());
}

TEST_F(Reload, AMissingFileChangesNothingAndIsLogged) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");

    const auto mentions = [&] { return count_containing(daemon->log().lines(), "confabd.toml"); };
    const std::size_t before = mentions();

    std::filesystem::remove(directory_.path("confabd.toml"));
    daemon->signal(SIGHUP);

    eventually([&] { return mentions() > before; }, "a log line about the missing file");
    alice.say(times(300, "x"));
    alice.expect(too_long(200));
}

TEST_F(Reload, AfterABadFileAGoodOneIsTaken) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");
    configure("max-line = \"many\"\n");
    daemon->signal(SIGHUP);
    daemon->log().wait_for("max-line");

    configure(any_port + "max-line = 100\n");
    daemon->signal(SIGHUP);

    wait_for_limit(alice, 100);
}

TEST_F(Reload, ReachesTheLimitsOfClientsThatAreHere) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");
    alice.answer("hello");

    configure(any_port + "max-line = 100\n", "flood-rate = 2\nflood-burst = 3\n");
    daemon->signal(SIGHUP);
    wait_for_limit(alice, 100);
    const auto start_of_flood = Clock::now();
    for (int i = 0; i < 8; ++i) alice.say("number " + std::to_string(i));
    alice.until_line("alice: number 7");

    EXPECT_GE(seconds_since(start_of_flood), 1.5);
}

TEST_F(Reload, ReachesTheNumberOfClients) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");
    Client bob = daemon->client("bob");

    configure(any_port + "max-line = 100\nmax-clients = 2\n");
    daemon->signal(SIGHUP);
    wait_for_limit(alice, 100);

    Client carol = daemon->connect();
    const std::vector<std::string> seen = carol.until_closed();
    ASSERT_EQ(seen.size(), 1U) << join_lines(seen);
    EXPECT_TRUE(seen[0].starts_with("! ")) << seen[0];
}

TEST_F(Reload, ReachesTheAnnouncements) {
    configure(any_port + "max-line = 200\nannounce-after = 86400\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");

    configure(any_port + "max-line = 100\nannounce-after = 0\n");
    daemon->signal(SIGHUP);
    wait_for_limit(alice, 100);
    Client bob = daemon->connect();

    alice.until_line("* " + bob.guest_name() + " joined #lobby");
}

TEST_F(Reload, TheDataDirectoryAndTheThreadsStayAsTheyWere) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");

    directory_.write("confabd.toml",
                     "data-dir = \"/proc/nothing\"\nthreads = 4\nmax-line = 100\n" + any_port);
    daemon->signal(SIGHUP);

    wait_for_limit(alice, 100);
}

TEST_F(Reload, WhatWaitsForARestartIsToldAgainAndAgain) {
    configure(any_port);
    const auto daemon = start();
    const auto reload = [&](const std::string& content, const std::string& says, std::size_t count) {
        configure(any_port + content);
        daemon->signal(SIGHUP);
        daemon->log().wait_for_text(says, count);
    };

    reload("threads = 3\n", "threads stays as it was until a restart", 1);
    reload("threads = 3\n", "threads stays as it was until a restart", 2);
    reload("threads = 3\nmax-line = 100\n", "threads stays as it was until a restart", 3);
    EXPECT_EQ(count_containing(daemon->log().lines(), "nothing has changed"), 0U);

    reload("max-line = 100\n", "nothing has changed", 1);
    EXPECT_EQ(count_containing(daemon->log().lines(), "threads stays as it was"), 3U);
}

TEST(ReloadWithoutAFile, HarmsNobody) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    daemon.signal(SIGHUP);
    alice.say("hello");

    alice.expect("alice: hello");
    EXPECT_EQ(daemon.stop(), 0);
}

}  // namespace
}  // namespace confab::e2e
