// What a real terminal makes of the screen: cells, scrollback, what can be copied.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tmux.hpp"

namespace confab::e2e {
namespace {

class TerminalScreen : public testing::Test {
  protected:
    void SetUp() override {
        if (!installed("tmux")) GTEST_SKIP() << "no tmux here";
        if (!installed("telnet")) GTEST_SKIP() << "no telnet here";
        tmux = std::make_unique<Tmux>();
    }
    void come(const std::string& name, unsigned columns = 80, unsigned rows = 24) {
        tmux->open(name, columns, rows, {"telnet", "-l", name, "127.0.0.1", daemon.port()});
        tmux->wait_for_input(name, std::string(name).append(">"));
    }
    void say(const std::string& who, const std::string& line) {
        tmux->type(who, std::string(line).append("\r"));
    }
    // A line with a mark, and the mark has come: what went before it is on the screen.
    void settle(const std::string& who) {
        const std::string mark = std::string("mark ").append(std::to_string(++marks));
        say(who, mark);
        tmux->wait_for_row(who, std::string(who).append(": ").append(mark));
        tmux->wait_for_input(who, std::string(who).append(">"));
    }
    bool has(const std::vector<std::string>& rows, const std::string& row) {
        return std::find(rows.begin(), rows.end(), row) != rows.end();
    }

    Confabd daemon{{"--listen", "telnet://127.0.0.1:0", "--flood-rate", "0"}};
    std::unique_ptr<Tmux> tmux;
    int marks = 0;
};

TEST_F(TerminalScreen, BackspaceTakesAwayAClusterAndNothingElse) {
    come("alice");
    for (const char* cluster :
         {"\u2764\ufe0f", "\U0001F44D\U0001F3FD", "\U0001F1E9\U0001F1EA", "1\ufe0f\u20e3",
          "\U0001F468\u200D\U0001F469\u200D\U0001F467", "e\u0301", "\u0915\u093f"}) {
        for (int i = 0; i < 3; ++i) {
            tmux->type("alice", std::string("a").append(cluster));
            tmux->wait_until(
                "alice", [](const auto& rows) { return rows.back().starts_with("alice> a"); }, cluster);
            tmux->press("alice", "BSpace");
            tmux->wait_for_input("alice", "alice> a");
            tmux->press("alice", "BSpace");
            tmux->wait_for_input("alice", "alice>");
        }
    }
}

TEST_F(TerminalScreen, WhatIsTypedAroundAClusterStandsAroundIt) {
    come("alice");
    tmux->type("alice",
               "a\u2764\ufe0f"
               "b");

    tmux->press("alice", "Left");
    tmux->type("alice", "X");
    tmux->press("alice", "Home");
    tmux->type("alice", "Y");

    // The heart has two cells, and this terminal fills one of them.
    tmux->wait_until(
        "alice",
        [](const auto& rows) {
            return rows.back().starts_with("alice> Ya\u2764") && rows.back().ends_with("Xb") &&
                   rows.back().find_last_not_of("Xb ") < rows.back().find('X');
        },
        "alice> Ya?Xb");
    tmux->press("alice", "Enter");
    tmux->wait_until(
        "alice", [](const auto& rows) { return rows[rows.size() - 2].starts_with("alice: Ya\u2764"); },
        "the line");
}

TEST_F(TerminalScreen, ScrollbackGrowsOnlyByWhatWasSaid) {
    come("alice");
    for (int i = 0; i < 40; ++i) say("alice", std::string("line ").append(std::to_string(i)));
    settle("alice");
    const std::size_t before = tmux->scrolled("alice");

    for (int i = 0; i < 20; ++i) tmux->press("alice", "C-l");
    for (int i = 0; i < 10; ++i) {
        tmux->resize("alice", 100, 24);
        tmux->wait_for_input("alice", "alice>");
        tmux->resize("alice", 80, 24);
        tmux->wait_for_input("alice", "alice>");
    }
    settle("alice");

    EXPECT_EQ(tmux->scrolled("alice"), before + 1);
}

TEST_F(TerminalScreen, WhatIsTooLongForARowIsCopiedWhole) {
    come("alice");
    std::string address = "https://example.com/";
    for (int i = 0; i < 15; ++i) address.append("a/long/path/");

    say("alice", std::string("see ").append(address).append(" now"));
    settle("alice");

    EXPECT_TRUE(has(tmux->copied("alice"), std::string("alice: see ").append(address)))
        << join_lines(tmux->copied("alice"));
    tmux->press("alice", "C-l");
    settle("alice");
    EXPECT_TRUE(has(tmux->copied("alice"), std::string("alice: see ").append(address)))
        << join_lines(tmux->copied("alice"));
}

TEST_F(TerminalScreen, APastedBlockIsCopiedAsItWasPasted) {
    come("alice");
    const std::string code =
        "    return std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row.width > limit; });";

    tmux->type("alice", std::string("\x1b[200~bool wide() {\r").append(code).append("\r}\x1b[201~"));
    tmux->wait_for_input("alice", "alice> [3 lines: Enter sends, Esc drops]");
    tmux->press("alice", "Enter");
    settle("alice");

    const std::vector<std::string> rows = tmux->copied("alice");
    const auto first = std::find(rows.begin(), rows.end(), "alice: bool wide() {");
    ASSERT_LT(first, rows.end() - 2) << join_lines(rows);
    EXPECT_EQ(first[1], code);
    EXPECT_EQ(first[2], "}");
}

TEST_F(TerminalScreen, ARefusedLineStandsInTheLineAgain) {
    come("bob");
    say("bob", "/register tea at noon");
    tmux->wait_until(
        "bob", [](const auto& rows) { return contains(join_lines(rows), "bob is yours now"); }, "registered");
    say("bob", "/join dev");
    tmux->wait_for_input("bob", "bob #dev>");
    say("bob", "/room moderated on");
    come("alice");
    say("alice", "/join dev");
    tmux->wait_for_input("alice", "alice #dev>");

    say("alice", "a long story");

    tmux->wait_for_input("alice", "alice #dev> a long story");
    say("bob", "/voice alice");
    tmux->wait_until(
        "alice", [](const auto& rows) { return contains(join_lines(rows), "voice"); }, "alice may speak");
    tmux->press("alice", "Enter");
    tmux->wait_for_row("bob", "#dev alice: a long story");
}

TEST_F(TerminalScreen, AnAnswerIsForWhoeverWroteBeforeItWasBegun) {
    come("alice");
    come("bob");
    come("carol");
    say("bob", "/msg alice psst");
    tmux->wait_for_row("alice", "bob -> alice: psst");
    tmux->type("alice", "/r ");
    tmux->wait_for_input("alice", "alice> /msg bob");

    say("carol", "/msg alice hey");
    tmux->wait_for_row("alice", "carol -> alice: hey");
    say("alice", "answer");

    tmux->wait_for_row("bob", "alice -> bob: answer");
}

TEST_F(TerminalScreen, UiSaysInOneLineWhatItIs) {
    Confabd plain;
    tmux->open("alice", 90, 24, {"telnet", "127.0.0.1", plain.port()});
    tmux->wait_for_row("alice", "* You are guest1 in #lobby (1 here)");

    say("alice", "/ui");

    tmux->wait_for_row("alice",
                       "* this is the terminal: your line stays below what others say (/help keys, /ui off)");
    say("alice", "/help keys");
    tmux->wait_for_row("alice", "* Ctrl-L             paints the screen anew");
}

}  // namespace
}  // namespace confab::e2e
