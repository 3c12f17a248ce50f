// What one sets for oneself: what rings, which colours and times, the status line.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>

#include "integration/support/two_people.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class DisplayPreferences : public TwoPeopleTest {
  protected:
    // What rings when bob says something.
    std::size_t bells_of(const std::string& line) {
        const std::size_t before = alice.bells();
        bob.say(line);
        both.see_all_of_bob();
        return alice.bells() - before;
    }
    // The bytes that come for a line of bob's.
    std::string shown_for(const std::string& line) {
        const std::size_t before = alice.shown().size();
        bob.say(line);
        both.see_all_of_bob();
        return alice.shown().substr(before);
    }
    void set(const std::string& command, const std::string& answer) {
        alice.type(command);
        alice.type("\r");
        alice.wait_for(answer);
    }

    TwoPeople both{settings()};
    TerminalClient& alice = both.alice;
    Client& bob = both.bob;
};

INSTANTIATE_TEST_SUITE_P(Threads, DisplayPreferences, testing::Values(1U, 3U));

TEST_P(DisplayPreferences, OnesNameAndPrivateMessagesRing) {
    EXPECT_EQ(bells_of("hello everybody"), 0U);
    EXPECT_EQ(bells_of("malice"), 0U);
    EXPECT_EQ(bells_of("@Alice, hello"), 1U);
    EXPECT_EQ(bells_of("/me waves to alice"), 1U);
    EXPECT_EQ(bells_of("/msg alice psst"), 1U);
}

TEST_P(DisplayPreferences, OnesOwnLinesDoNotRing) {
    const std::size_t before = alice.bells();

    alice.type("alice is me\r");
    alice.wait_for_row("alice: alice is me");
    alice.settle();

    EXPECT_EQ(alice.bells(), before);
}

TEST_P(DisplayPreferences, NotifyOffIsSilent) {
    set("/notify off", "* nothing rings");

    EXPECT_EQ(bells_of("alice: hello"), 0U);
    EXPECT_EQ(bells_of("/msg alice psst"), 0U);
}

TEST_P(DisplayPreferences, WordsRingBesidesTheName) {
    set("/notify word tea", "* your name, private messages and your words ring");

    EXPECT_EQ(bells_of("who wants Tea?"), 1U);
    EXPECT_EQ(bells_of("a team"), 0U);
    EXPECT_EQ(bells_of("alice!"), 1U);
}

TEST_P(DisplayPreferences, AReplayDoesNotRing) {
    bob.say("/join dev");
    bob.say("alice should read this");
    bob.until("#dev bob: alice should read this");
    const std::size_t before = alice.bells();

    alice.type("/join dev\r/history\r");
    alice.wait_for("bob: alice should read this");
    alice.settle();

    EXPECT_EQ(alice.bells(), before);
}

TEST_P(DisplayPreferences, NamesHaveTheColoursOfTheTerminal) {
    EXPECT_NE(shown_for("by itself").find("\x1b[38;5;"), std::string::npos);

    set("/color off", "* using no colours");
    EXPECT_EQ(shown_for("plain").find("mbob"), std::string::npos);

    set("/color 16", "* using 16 colours");
    const std::string sixteen = shown_for("few");
    EXPECT_NE(sixteen.find("mbob\x1b[m"), std::string::npos);
    EXPECT_EQ(sixteen.find("38;5;"), std::string::npos);

    set("/color 256", "* using 256 colours");
    EXPECT_NE(shown_for("many").find("\x1b[38;5;"), std::string::npos);
}

TEST_P(DisplayPreferences, ANameHasOneColourForEveryone) {
    TerminalClient carol(both.server.port(1), {.user = "carol"});
    carol.wait_for_input("carol>");
    bob.say("hello");
    alice.wait_for_row("bob: hello");
    carol.wait_for_row("bob: hello");

    const auto colour_in = [](const TerminalClient& client) {
        VTermColor colour = client.screen().cell(22, 0).fg;
        return colour;
    };
    const VTermColor of_alice = colour_in(alice);
    const VTermColor of_carol = colour_in(carol);
    const VTermColor of_text = alice.screen().cell(22, 5).fg;
    EXPECT_TRUE(vterm_color_is_equal(&of_alice, &of_carol));
    EXPECT_FALSE(vterm_color_is_equal(&of_alice, &of_text));
}

// Of one moment two zones have different times, so no clock needs to be looked at.
TEST_P(DisplayPreferences, TimesAreThoseOfTheZone) {
    TerminalClient carol(both.server.port(1), {.user = "carol"});
    carol.wait_for_input("carol>");
    carol.type("/tz asia/kolkata\r/timestamps on\r");
    carol.wait_for("timestamps are on");
    carol.settle();
    set("/tz etc/utc", "* times are those of Etc/UTC");
    set("/timestamps on", "timestamps are on");

    bob.say("what time is it?");
    alice.wait_for("bob: what time is it?");
    carol.wait_for("bob: what time is it?");

    const auto minutes = [](const std::string& row) {
        int hour = 0;
        int minute = 0;
        EXPECT_EQ(std::sscanf(row.c_str(), "%2d:%2d bob: ", &hour, &minute), 2) << row;
        return hour * 60 + minute;
    };
    constexpr int day = 24 * 60;
    EXPECT_EQ((minutes(carol.rows()[22]) - minutes(alice.rows()[22]) + day) % day, 5 * 60 + 30);
}

// The two are 25 hours apart: whenever it is, there it is another day.
TEST_P(DisplayPreferences, ALineTellsOfAnotherDay) {
    set("/tz pacific/kiritimati", "* times are those of Pacific/Kiritimati");
    set("/tz pacific/niue", "* times are those of Pacific/Niue");

    EXPECT_EQ(alice.rows()[22], "* times are those of Pacific/Niue");
    EXPECT_NE(alice.rows()[21].find("day, "), std::string::npos) << alice.rows()[21];
    bob.say("hello");
    alice.wait_for_row("bob: hello");
    EXPECT_EQ(alice.rows()[21], "* times are those of Pacific/Niue") << "it is told once";
}

TEST_P(DisplayPreferences, AZoneThatIsNoneChangesNothing) {
    set("/tz Atlantis", "! there is no time zone Atlantis, name one like Europe/Berlin, or server");
    set("/tz", "* times are the server's");
}

TEST_P(DisplayPreferences, TheStatusLineHasTheRoomAndWhatIsUnread) {
    set("/status on", "* the status line is on");
    alice.wait_until([&] { return alice.rows()[22].starts_with(" #lobby, 2 here | "); }, "the status line");
    EXPECT_EQ(alice.last_row(), "alice>");

    alice.type("/join dev\r");
    alice.wait_until([&] { return alice.rows()[22].starts_with(" #dev, 1 here"); }, "the other room");
    bob.say("you are missed");

    alice.wait_until([&] { return alice.rows()[22].starts_with(" #dev, 1 here | 1 unread"); }, "one unread");
    alice.type("/join lobby\r");
    alice.wait_for("* now talking in #lobby (1 unread)");
    alice.wait_until([&] { return alice.rows()[22].starts_with(" #lobby, 2 here | "); }, "nothing unread");

    set("/status off", "* the status line is off");
    alice.settle();
    EXPECT_FALSE(alice.shows(" here | "));
}

TEST_P(DisplayPreferences, WithoutATerminalTheyAreRefused) {
    for (const std::string name : {"status on", "notify off", "color off", "tz"}) {
        bob.say(std::string("/").append(name));
        const std::string word = name.substr(0, name.find(' '));
        EXPECT_EQ(bob.line(), std::string("! /").append(word).append(" needs the terminal, /ui turns it on"));
    }
}

}  // namespace
}  // namespace confab::integration
