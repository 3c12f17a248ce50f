// People who talk go on talking, whatever was half done when the server gave way to the next one.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "integration/support/client.hpp"
#include "integration/support/terminal_client.hpp"
#include "integration/support/upgradable.hpp"
#include "unit/support/outside.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class UpgradeWith : public testing::TestWithParam<unsigned> {
  protected:
    net::ServerSettings settings() const { return telnet_settings(GetParam()); }
};

INSTANTIATE_TEST_SUITE_P(Threads, UpgradeWith, testing::Values(1U, 3U));

TEST_P(UpgradeWith, HalfALineIsFinishedInTheNextServer) {
    UpgradableServer server(settings());
    Client ann(server.port());
    ann.called("ann");
    Client bob(server.port());
    bob.called("bob");
    ann.so_far();

    ann.send("half a ");
    server.upgrade();
    ann.say("line");

    EXPECT_EQ(ann.line(), "ann: half a line");
    EXPECT_EQ(bob.line(), "ann: half a line");
}

TEST_P(UpgradeWith, NothingIsLostOrSaidTwiceThoughTheTalkGoesOn) {
    UpgradableServer server(settings());
    Client ann(server.port());
    ann.called("ann");
    Client bob(server.port());
    bob.called("bob");
    ann.so_far();

    for (int round = 0; round < 5; ++round) {
        std::string all;
        for (int n = 0; n < 200; ++n) all += std::to_string(round * 200 + n) + "\n";
        ann.send(all);
        server.upgrade();
    }

    for (int n = 0; n < 1000; ++n) ASSERT_EQ(bob.line(), "ann: " + std::to_string(n));
    for (int n = 0; n < 1000; ++n) ASSERT_EQ(ann.line(), "ann: " + std::to_string(n));
}

TEST_P(UpgradeWith, WhatASlowReaderHasNotTakenWaitsForIt) {
    UpgradableServer server(settings());
    Client late(server.port(), 4096);
    late.called("late");
    Client ann(server.port());
    ann.called("ann");
    late.so_far();
    const std::string text(1000, 'x');

    for (int n = 0; n < 900; ++n) {
        ann.say(std::to_string(n) + text);
        ann.line();
        if (n % 300 == 299) server.upgrade();
    }
    ann.say("and that was all");

    for (int n = 0; n < 900; ++n) ASSERT_EQ(late.line(), "ann: " + std::to_string(n) + text);
    EXPECT_EQ(late.line(), "ann: and that was all");
}

TEST_P(UpgradeWith, InputThatWaitsForTheFloodLimitIsStillTaken) {
    net::ServerSettings slow = settings();
    slow.limits.flood = {50, 5};
    UpgradableServer server(slow);
    Client ann(server.port());
    ann.greeted();

    std::string all;
    for (int n = 0; n < 40; ++n) all += "line " + std::to_string(n) + "\n";
    ann.send(all);
    for (int n = 0; n < 3; ++n) server.upgrade();

    ann.until("guest1: line 38");
    EXPECT_EQ(ann.line(), "guest1: line 39");
}

TEST_P(UpgradeWith, ATelnetCommandMayBeCutInTwo) {
    UpgradableServer server(settings());
    Client ann(server.port());
    ann.called("ann");

    ann.send("be\xff");
    server.upgrade();
    ann.send("\xfd");
    server.upgrade();
    ann.send(
        "\x06"
        "fore\r\n");

    EXPECT_EQ(ann.line(),
              "\xff\xfb\x06"
              "ann: before\r")
        << "the timing mark is answered once";
}

TEST_P(UpgradeWith, ATerminalKeepsItsLineItsHistoryAndItsScreen) {
    UpgradableServer server(settings());
    Client bob(server.port());
    bob.called("bob");
    TerminalClient ann(server.port(1), {.user = "ann"});
    ann.wait_for_input("ann>");
    ann.type("first\r");
    ann.wait_for_row("ann: first");
    ann.type("half a liné");
    ann.wait_for_input("ann> half a liné");
    const std::vector<std::string> before = ann.rows();
    const std::size_t shown = ann.shown().size();

    server.upgrade();
    bob.say("a line from elsewhere");
    ann.wait_for_row("bob: a line from elsewhere");

    EXPECT_EQ(ann.last_row(), "ann> half a liné");
    EXPECT_LT(ann.shown().size() - shown, 200U) << "no repaint";
    EXPECT_EQ(ann.rows()[21], before[22]);
    ann.type(
        "\x7f"
        "e\r");
    ann.wait_for_row("ann: half a line");
    ann.type("\x1b[A\x1b[A");
    ann.wait_for_input("ann> first");
    ann.resize(60, 20);
    ann.wait_for_input("ann> first");
}

TEST_P(UpgradeWith, APasteThatWaitsIsSentByEnter) {
    UpgradableServer server(settings());
    Client bob(server.port());
    bob.called("bob");
    TerminalClient ann(server.port(1), {.user = "ann"});
    ann.wait_for_input("ann>");
    bob.so_far();
    ann.paste("one\ntwo");
    ann.wait_for("2 lines");

    server.upgrade();
    ann.type("\r");

    EXPECT_EQ(bob.until("ann: two").back(), "ann: one");
}

TEST_P(UpgradeWith, WhoeverIsAskedWhatTheirTerminalCanDoIsGreetedAfterwards) {
    UpgradableServer server(settings());
    TerminalClient silent(server.port(1), {.options = Manner::Options::ignores});

    server.upgrade();

    silent.wait_for_row("* You are guest1 in #lobby (1 here)");
}

TEST_P(UpgradeWith, RoomsViewsAndPlacesStay) {
    UpgradableServer server(settings());
    Client ann(server.port());
    ann.called("ann");
    ann.say("/join den");
    ann.say("/format json");
    ann.so_far();
    Client bob(server.port());
    bob.called("bob");

    server.upgrade();
    bob.say("/join den");
    bob.until("#den * bob joined #den");
    bob.say("hello den");

    bool heard = false;
    for (int n = 0; n < 20 && !heard; ++n) {
        const std::string line = ann.line();
        heard = line.find("\"text\":\"hello den\"") != std::string::npos;
        EXPECT_EQ(line.front(), '{') << line;
    }
    EXPECT_TRUE(heard);
}

TEST_P(UpgradeWith, TheNextServerMayHaveAnotherNumberOfThreads) {
    UpgradableServer server(settings());
    std::vector<std::unique_ptr<Client>> all;
    for (int n = 0; n < 5; ++n) {
        all.push_back(std::make_unique<Client>(server.port()));
        all.back()->greeted();
    }
    for (auto& each : all) each->so_far();

    server.upgrade(telnet_settings(2));
    all.front()->say("with two");
    for (auto& each : all) EXPECT_EQ(each->line(), "guest1: with two");
    server.upgrade(telnet_settings(1));
    all.back()->say("with one");

    for (auto& each : all) EXPECT_EQ(each->line(), "guest5: with one");
}

TEST_P(UpgradeWith, AUnixSocketStaysTheSameFile) {
    const TemporaryFolder folder;
    net::ServerSettings local = settings();
    local.listen.push_back(ops::parse_listen_url("unix://" + folder.file("chat.sock")));
    UpgradableServer server(local);
    Client ann(folder.file("chat.sock"));
    ann.called("ann");
    struct stat before {};
    ::stat(folder.file("chat.sock").c_str(), &before);

    server.upgrade();

    struct stat after {};
    ASSERT_EQ(::stat(folder.file("chat.sock").c_str(), &after), 0);
    EXPECT_EQ(after.st_ino, before.st_ino);
    Client bob(folder.file("chat.sock"));
    bob.called("bob");
    ann.say("hello");
    EXPECT_EQ(ann.until("ann: hello").size(), 0U);
    EXPECT_EQ(bob.line(), "ann: hello");
}

TEST_P(UpgradeWith, AListenerThatIsNotWantedAnyMoreIsClosed) {
    UpgradableServer server(settings());
    Client ann(server.port());
    ann.called("ann");
    net::ServerSettings fewer = settings();
    fewer.listen.pop_back();

    server.upgrade(fewer);

    EXPECT_ANY_THROW(Client(server.port(1)).greeted());
    Client bob(server.port());
    bob.called("bob");
}

}  // namespace
}  // namespace confab::integration
