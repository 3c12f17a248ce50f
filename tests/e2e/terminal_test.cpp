// People at real terminals with real telnets: what they see.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tmux.hpp"

namespace confab::e2e {
namespace {

using Rows = std::vector<std::string>;

std::string numbered(const std::string& what, int number) {
    return std::string(what).append(" ").append(std::to_string(number));
}

Rows starting_with(const Rows& rows, const std::string& start) {
    Rows found;
    for (const std::string& row : rows) {
        if (row.starts_with(start)) found.push_back(row);
    }
    return found;
}

class Terminal : public testing::Test {
  protected:
    void SetUp() override {
        if (!installed("tmux")) GTEST_SKIP() << "no tmux here";
        if (!installed("telnet") || !installed("busybox")) GTEST_SKIP() << "no telnet here";
        tmux = std::make_unique<Tmux>();
    }

    // Sits down with `telnet -l NAME`.
    void come(const std::string& name, const std::vector<std::string>& telnet, unsigned columns = 80,
              unsigned rows = 24) {
        Rows command = telnet;
        command.insert(command.end(), {"-l", name, "127.0.0.1", daemon.port()});
        tmux->open(name, columns, rows, command);
        tmux->wait_for_input(name, std::string(name).append(">"));
    }
    void say(const std::string& who, const std::string& line) {
        tmux->type(who, std::string(line).append("\r"));
    }
    static void expect_flood(const Rows& rows, const std::string& who, int count) {
        Rows wanted;
        for (int n = 0; n < count; ++n) wanted.push_back(numbered(std::string(who).append(": flood"), n));
        EXPECT_EQ(starting_with(rows, std::string(who).append(": flood")), wanted);
    }

    Confabd daemon{{"--listen", "telnet://127.0.0.1:0"}};
    std::unique_ptr<Tmux> tmux;
};

TEST_F(Terminal, WhoTypesALongLineKeepsItWhileOthersFlood) {
    come("alice", {"telnet"});
    come("bob", {"telnet"});
    come("carol", {"busybox", "telnet"});
    const std::string first = "this line is long enough to need two rows of the screen, and nothing that th";
    const std::string second = "e others say may land in the middle of it";
    tmux->type("alice", std::string(first).substr(0, 40));
    tmux->wait_for_input("alice", std::string("alice> ").append(first.substr(0, 40)));

    for (int n = 0; n < 50; ++n) {
        say("bob", numbered("flood", n));
        say("carol", numbered("flood", n));
        if (n == 25) tmux->type("alice", std::string(first).substr(40).append(second));
    }

    // What is wrapped where is for the screen to say; here only that it is whole and last.
    const auto everything_is_there = [&](const Rows& rows) {
        const std::size_t last = rows.size() - 1;
        return rows.size() == 24 && contains(join_lines(rows), "bob: flood 49") &&
               contains(join_lines(rows), "carol: flood 49") && rows[last - 1].starts_with("alice> this") &&
               contains(std::string(rows[last - 1]).append(rows[last]), second.substr(12));
    };
    tmux->wait_until("alice", everything_is_there, "the end of the flood and the line");
    const Rows all = tmux->all("alice");
    expect_flood(all, "bob", 50);
    expect_flood(all, "carol", 50);
    EXPECT_EQ(count_containing(all, "alice> "), 1U) << join_lines(all);

    tmux->press("alice", "Enter");
    for (const std::string who : {"bob", "carol"}) {
        tmux->wait_until(
            who, [&](const Rows& rows) { return contains(join_lines(rows), "alice: this line is long"); },
            "alice's line");
        expect_flood(tmux->all(who), "bob", 50);
        expect_flood(tmux->all(who), "carol", 50);
    }
    tmux->wait_for_input("alice", "alice>");
}

TEST_F(Terminal, APullAtTheWindowWrapsEverythingAnew) {
    for (const Rows& telnet : {Rows{"telnet"}, Rows{"busybox", "telnet"}}) {
        const std::string name = telnet.front() == "telnet" ? "alice" : "berta";
        come(name, telnet);
        say(name, "one two three four five six seven eight nine ten eleven twelve");
        tmux->type(name, "a line that is not done");
        tmux->wait_for_input(name, std::string(name).append("> a line that is not done"));
        if (name == "berta") continue;  // it tells of its size once

        tmux->resize(name, 40, 12);

        tmux->wait_for_row(name, "alice: one two three four five six");
        tmux->wait_for_row(name, "       seven eight nine ten eleven");
        tmux->wait_for_input(name, "alice> a line that is not done");
        for (const std::string& row : tmux->screen(name)) EXPECT_LE(row.size(), 39U);

        tmux->resize(name, 80, 24);
        tmux->wait_for_row(name, "alice: one two three four five six seven eight nine ten eleven twelve");
        tmux->wait_for_input(name, "alice> a line that is not done");
    }
}

TEST_F(Terminal, TheGreetingComesRightAboveThePrompt) {
    for (const Rows& telnet : {Rows{"telnet"}, Rows{"busybox", "telnet"}}) {
        const std::string name = telnet.front() == "telnet" ? "alice" : "berta";
        come(name, telnet);

        const Rows rows = tmux->screen(name);

        ASSERT_EQ(rows.size(), 24U);
        EXPECT_TRUE(contains(rows[22], std::string(" is now called ").append(name))) << join_lines(rows);
        EXPECT_TRUE(rows[21].starts_with("* You are guest")) << join_lines(rows);
        EXPECT_EQ(rows[18], "* Welcome to Confab.");
    }
}

TEST_F(Terminal, CtrlDLeavesAndWhatFollowsStandsBelow) {
    const std::string telnet = std::string("telnet -l alice 127.0.0.1 ").append(daemon.port());
    tmux->open("alice", 80, 24, {"sh", "-c", std::string(telnet).append("; echo back home; exec cat")});
    tmux->wait_for_input("alice", "alice>");

    tmux->press("alice", "C-d");

    tmux->wait_for_row("alice", "back home");
    const Rows rows = tmux->screen("alice");
    EXPECT_EQ(starting_with(rows, "alice>"), Rows{});
    EXPECT_EQ(starting_with(rows, "* goodbye"), Rows{"* goodbye"});
    const auto goodbye = std::find(rows.begin(), rows.end(), "* goodbye");
    EXPECT_LT(goodbye, std::find(rows.begin(), rows.end(), "back home"));
}

TEST_F(Terminal, CtrlCClearsTheLine) {
    for (const Rows& telnet : {Rows{"telnet"}, Rows{"busybox", "telnet"}}) {
        const std::string name = telnet.front() == "telnet" ? "alice" : "berta";
        come(name, telnet);
        tmux->type(name, "never mind");
        tmux->wait_for_input(name, std::string(name).append("> never mind"));

        tmux->press(name, "C-c");
        tmux->wait_for_input(name, std::string(name).append(">"));
        tmux->press(name, "C-c");

        tmux->wait_for_row(name, "* /quit leaves");
        say(name, "still here");
        tmux->wait_for_row(name, std::string(name).append(": still here"));
    }
}

TEST_F(Terminal, TabAndArrowsWork) {
    come("bob", {"busybox", "telnet"});
    come("alice", {"telnet"});
    tmux->type("alice", "bo");
    tmux->press("alice", "Tab");
    tmux->wait_for_input("alice", "alice> bob:");
    tmux->type("alice", "helo");
    tmux->press("alice", "Left");
    tmux->type("alice", "l");
    tmux->wait_for_input("alice", "alice> bob: hello");

    tmux->press("alice", "Enter");

    tmux->wait_for_row("bob", "alice: bob: hello");
}

TEST_F(Terminal, APlainPortGivesTheScreenAndTheLinesBack) {
    Confabd plain;
    tmux->open("alice", 80, 24, {"telnet", "127.0.0.1", plain.port()});
    tmux->wait_for_row("alice", "* You are guest1 in #lobby (1 here)");

    say("alice", "/ui");
    tmux->wait_for_input("alice", "guest1>");
    say("alice", "/ui off");

    tmux->wait_for_row("alice", "* the terminal is off");
    say("alice", "back in lines");
    tmux->wait_for_row("alice", "guest1: back in lines");
    EXPECT_EQ(starting_with(tmux->screen("alice"), "guest1>"), Rows{});
}

TEST_F(Terminal, ADumbTerminalGetsOrderlyLines) {
    tmux->open("alice", 80, 24, {"env", "TERM=dumb", "telnet", "127.0.0.1", daemon.port()});
    tmux->wait_for_row("alice", "* You are guest1 in #lobby (1 here)");

    say("alice", "one");
    tmux->wait_for_row("alice", "guest1: one");
    say("alice", "two");

    tmux->wait_for_row("alice", "guest1: two");
    EXPECT_EQ(starting_with(tmux->screen("alice"), "guest1>"), Rows{});
}

// --- What the log says of a listener for telnet

TEST(TelnetListener, WhoGoesBeforeTheGreetingIsInTheLogTwiceAndLeavesNothing) {
    Confabd daemon({"--listen", "telnet://127.0.0.1:0"});
    const std::size_t before = daemon.process().descriptors();

    for (int i = 1; i <= 20; ++i) {
        Client hasty = daemon.connect();
        const std::string address = hasty.local_address();
        hasty.raw(3);
        hasty.close();
        daemon.log().wait_for(std::string(" connected from ").append(address));
        daemon.log().wait_for_match(
            std::string("client ").append(std::to_string(i)).append(" \\(guest1\\) disconnected: "));
    }

    EXPECT_EQ(count_containing(daemon.log().lines(), " connected from "), 20U);
    EXPECT_EQ(count_containing(daemon.log().lines(), " disconnected: "), 20U);
    eventually([&] { return daemon.process().descriptors() == before; }, "all descriptors closed");
}

}  // namespace
}  // namespace confab::e2e
