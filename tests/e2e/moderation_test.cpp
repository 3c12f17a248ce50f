// Operators of the server and what they do to others; people come from addresses of 127.0.0.0/8.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using Lines = std::vector<std::string>;

class ModerationTest : public testing::Test {
  protected:
    Client from(const std::string& address, const std::string& name) {
        Client client = daemon->connect({.from = address});
        client.greeting();
        client.answer("/nick " + name);
        return client;
    }
    // The one line that a banned person gets.
    std::string refusal_at(const std::string& address) {
        Client client = daemon->connect({.from = address});
        const Lines lines = client.until_closed();
        EXPECT_EQ(lines.size(), 1U) << join_lines(lines);
        return lines.empty() ? "" : lines.back();
    }
    // Does one command as an operator; its only line.
    std::string order(const std::string& command) {
        const Lines lines = op.answer(command);
        EXPECT_FALSE(lines.empty()) << command;
        return lines.empty() ? "" : lines.back();
    }

    Lasting daemon;
    Client op = daemon.operator_called("ada");
};

TEST_F(ModerationTest, ABanOfANetworkHoldsAtOnceForNewOnesAndAfterARestart) {
    Client near = from("127.3.0.1", "near");
    Client far = from("127.4.0.1", "far");

    EXPECT_TRUE(order("/ban 127.3.0.0/16 2h too loud").starts_with("* 127.3.0.0/16 is banned until "));

    EXPECT_TRUE(matches(near.until_closed().back(), "! you are banned until .* UTC: too loud"));
    EXPECT_TRUE(matches(refusal_at("127.3.9.9"), "! you are banned until .* UTC: too loud"));
    far.say("still here");
    far.until_line("far: still here");
    daemon.wait_until_state_has("sanction");
    daemon.kill_and_restart();
    EXPECT_TRUE(matches(refusal_at("127.3.9.9"), "! you are banned until .* UTC: too loud"));
    op = daemon.logged_in("ada");
    EXPECT_TRUE(matches(order("/bans"), "\\* 1: 127\\.3\\.0\\.0/16 is banned until .*, by ada: too loud"));
    order("/unban 127.3.0.0/16");
    from("127.3.9.9", "back");
}

TEST_F(ModerationTest, ABanOfAnAccountHoldsUnderWhateverName) {
    Client bob = daemon.registered("bob");
    bob.answer("/nick robert");  // logged out of bob by that
    Client again = daemon.logged_in("bob");

    order("/ban bob 2h spamming");

    EXPECT_TRUE(matches(again.until_closed().back(), "! you are banned until .* UTC: spamming"));
    Client guest = daemon->guest();
    const Lines answer = guest.answer(Lasting::login_line("bob"));
    ASSERT_EQ(answer.size(), 1U) << join_lines(answer);
    EXPECT_TRUE(matches(answer[0], "! bob is banned until .* UTC: spamming")) << answer[0];
    daemon.restart();
    guest = daemon->guest();
    EXPECT_EQ(guest.answer(Lasting::login_line("bob")).size(), 1U);
    op = daemon.logged_in("ada");
    order("/unban bob");
    daemon.logged_in("bob");
}

TEST_F(ModerationTest, InALockdownGuestsOnlyReadAlsoAfterARestart) {
    Client bob = daemon->client("bob");
    order("/lockdown on");
    bob.so_far();

    const std::string refused =
        "! the server is locked down, guests may only read: /login NAME PASSWORD if you are registered";
    EXPECT_EQ(bob.answer("hello"), Lines{refused});
    EXPECT_EQ(bob.answer("/msg ada hello"), Lines{refused});
    EXPECT_EQ(bob.answer("/register teapots of bob"), Lines{refused});
    op.answer("hello");
    EXPECT_EQ(bob.so_far(), Lines{"ada: hello"});
    daemon.restart();
    bob = daemon->guest();
    EXPECT_EQ(bob.answer("hello"), Lines{refused});
    EXPECT_EQ(bob.answer("/nick bob"), Lines{refused});
    op = daemon.logged_in("ada");
    order("/lockdown off");
    bob.answer("/nick bob");
    EXPECT_EQ(bob.answer("hello"), Lines{"bob: hello"});
}

TEST_F(ModerationTest, WhatWasDoneIsInTheAuditAlsoAfterARestart) {
    Client bob = daemon->client("bob");
    order("/mute bob 1h shouting");
    order("/unmute bob");
    order("/kick bob enough");
    order("/ban 127.3.0.0/16 spam");
    order("/lockdown on");
    daemon.wait_until_state_has("audit", 6);

    daemon.restart();

    const std::string audit = daemon.control({"audit"});
    for (const char* entry :
         {"confabctl.* op +ada", "ada +mute +bob +for 1h: shouting", "ada +unmute +bob",
          "ada +kick +bob +enough", "ada +ban +127\\.3\\.0\\.0/16 +for ever: spam", "ada +lockdown +on"}) {
        EXPECT_TRUE(has_match(audit, entry)) << entry << " in\n" << audit;
    }
}

TEST_F(ModerationTest, AnOperatorWhoIsNoneAnyMoreMayNotEither) {
    daemon.control({"op", "remove", "ada"});
    op.so_far();

    EXPECT_EQ(order("/lockdown on"), "! only server operators may do that");
}

TEST(ModerationByOption, WhoIsNamedIsAnOperatorOnceTheNameIsTheirs) {
    Lasting daemon({"--operator", "ada"});
    Client ada = daemon->client("ada");
    EXPECT_EQ(ada.answer("/lockdown on"), Lines{"! only server operators may do that"});

    ada.answer("/register teapots of ada");

    EXPECT_TRUE(ada.answer("/lockdown on").back().starts_with("* lockdown is on"));
    daemon.restart();
    ada = daemon.logged_in("ada");
    EXPECT_TRUE(ada.answer("/lockdown off").back().starts_with("* lockdown is off"));
}

TEST(ModerationByOption, WhereNotAllMayOnlyThoseCome) {
    Lasting daemon({"--allow", "127.0.0.0/24"});

    Client near = daemon->connect({.from = "127.0.0.9"});
    Client far = daemon->connect({.from = "127.0.1.9"});

    near.greeting();
    EXPECT_EQ(far.until_closed(), Lines{"! only certain networks may connect here, and yours is none of "
                                        "them; ask the people who run this server"});
    daemon->log().wait_for_match("client [0-9]+ \\(-\\) disconnected: not allowed; ");
}

}  // namespace
}  // namespace confab::e2e
