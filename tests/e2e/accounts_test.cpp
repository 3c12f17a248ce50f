// Names that are one's own: registered, kept, and come back to.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tmux.hpp"

namespace confab::e2e {
namespace {

using Lines = std::vector<std::string>;

TEST(AccountDirectory, AreThereAfterARestart) {
    Lasting daemon;
    daemon.registered("ann");

    daemon.restart();
    Client ann = daemon.logged_in("ann");

    ann.say("hello");
    ann.expect("ann: hello");
}

TEST(AccountDirectory, AreThereAfterKillOnceTheyAreOnDisk) {
    Lasting daemon;
    Client ann = daemon.registered("ann");
    daemon.wait_until_state_has("account WHERE name = 'ann'");

    daemon.kill_and_restart();

    daemon.logged_in("ann");
}

TEST(AccountDirectory, BringWhatWasMissedAfterARestartToo) {
    Lasting daemon;
    daemon.registered("ann").say("/quit");
    Client bob = daemon->client("bob");
    eventually([&] { return count_containing(bob.answer("/who"), "ann") == 0; }, "ann's leaving");
    bob.answer("before the restart");

    daemon.restart();
    Client ann = daemon->guest();
    const Lines lines = ann.answer(Lasting::login_line("ann"));

    EXPECT_EQ(count_containing(lines, "* 1 line of #lobby since "), 1U) << join_lines(lines);
    EXPECT_EQ(count_containing(lines, " bob: before the restart"), 1U) << join_lines(lines);
    EXPECT_EQ(count_containing(lines, "* now live"), 1U) << join_lines(lines);
}

TEST(AccountDirectory, OfTwoLoginsAtOnceOneIsLeft) {
    Lasting daemon({"--threads", "3"});
    daemon.registered("ann").say("/quit");
    std::vector<Client> both = daemon->guests(2);

    for (Client& each : both) each.say(Lasting::login_line("ann") + "\nme");

    Client bob = daemon->client("bob");
    const auto one_is_there = [&] {
        const Lines who = bob.answer("/who");
        return count_containing(who, "ann") == 1 && count_containing(who, "guest") == 0;
    };
    eventually(one_is_there, "one ann and no guest");
}

TEST(AccountDirectory, AScriptLogsInAndSpeaks) {
    if (!installed("nc")) GTEST_SKIP() << "no nc here";
    Lasting daemon;
    daemon.registered("ann").say("/quit");
    Client bob = daemon->client("bob");
    bob.so_far();

    const std::string seen = run_with_input({"nc", "-N", "127.0.0.1", daemon->port()},
                                            Lasting::login_line("ann").append("\nhello\n"));

    EXPECT_TRUE(contains(seen, "\nann: hello\n")) << seen;
    EXPECT_TRUE(contains(seen, "you are logged in as ann")) << seen;
    bob.until_line("ann: hello");
}

TEST(AccountDirectory, CommandsThatComeWhileALoginWaitsAreOfWhoLoggedIn) {
    Lasting daemon;
    daemon.registered("ann").say("/quit");
    Client ann = daemon->guest();

    ann.send(Lasting::login_line("ann") + "\n/join den\n/passwd teapots of ann\n/me waves\n/quit bye\n");

    const Lines lines = ann.until_closed();
    EXPECT_EQ(count_containing(lines, "#den ** ann waves"), 1U) << join_lines(lines);
    EXPECT_EQ(lines.back(), "* goodbye");
}

// Asked for by a real telnet: on no screen where that can be, and said where it cannot.
class Asked : public testing::Test {
  protected:
    void SetUp() override {
        if (!installed("tmux") || !installed("telnet")) GTEST_SKIP() << "no tmux or telnet here";
        daemon.registered("ann").say("/quit");
    }
    void come_to_the_terminal() {
        const std::string port = std::to_string(daemon->address(1).port);
        tmux.open("pane", 80, 24, {"telnet", "127.0.0.1", port});
        const auto prompted = [](const Lines& rows) { return has_match(join_lines(rows), "\nguest\\d+>"); };
        tmux.wait_until("pane", prompted, "the prompt");
    }
    // Logs in as ann with the telnet in the pane, and says hello.
    void log_in(const std::string& question, const std::string& secret) {
        Client bob = daemon->client("bob");
        bob.so_far();
        tmux.type("pane", "/login ann\r");
        const auto asked = [&](const Lines& rows) { return contains(join_lines(rows), question); };
        tmux.wait_until("pane", asked, "the question");

        tmux.type("pane", secret + "\r");
        const auto welcomed = [](const Lines& rows) {
            return contains(join_lines(rows), "you are logged in as ann");
        };
        tmux.wait_until("pane", welcomed, "the welcome");
        tmux.type("pane", "hello\r");

        bob.until_line("ann: hello");
        tmux.wait_for_row("pane", "ann: hello");
    }
    std::size_t passwords_on_the_screen() { return count_containing(tmux.all("pane"), "teapots"); }

    Lasting daemon{{"--listen", "tcp://127.0.0.1:0", "--listen", "telnet://127.0.0.1:0"}, 2};
    Tmux tmux;
};

TEST_F(Asked, AtAPlainPortByARealTelnet) {
    const std::string port = std::to_string(daemon->address(0).port);
    tmux.open("pane", 80, 24, {"telnet", "127.0.0.1", port});
    const auto greeted = [](const Lines& rows) { return contains(join_lines(rows), "* You are guest"); };
    tmux.wait_until("pane", greeted, "the greeting");

    log_in("* password for ann, shown as you type it (Enter alone calls it off):", password_of("ann"));

    EXPECT_EQ(passwords_on_the_screen(), 1U) << "as it was said";
}

TEST_F(Asked, InTheLiveTerminal) {
    come_to_the_terminal();

    log_in("password for ann:", password_of("ann"));

    EXPECT_EQ(passwords_on_the_screen(), 0U) << join_lines(tmux.all("pane"));
}

TEST_F(Asked, InTheLiveTerminalItMayBePasted) {
    come_to_the_terminal();

    log_in("password for ann:", std::string("\x1b[200~").append(password_of("ann")).append("\x1b[201~"));

    EXPECT_EQ(passwords_on_the_screen(), 0U) << join_lines(tmux.all("pane"));
}

}  // namespace
}  // namespace confab::e2e
