// Passwords from a socket: asked for, hidden where that can be, and waited for.
#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/terminal_client.hpp"
#include "unit/support/outside.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

const std::string telnet_says_something = "\xff\xfe\x18";  // DONT TERMINAL-TYPE: nothing to answer
const std::string will_echo = "\xff\xfb\x01";
const std::string wont_echo = "\xff\xfc\x01";
const std::string do_echo = "\xff\xfd\x01";
const std::string dont_echo = "\xff\xfe\x01";
const std::string shown = ", shown as you type it (Enter alone calls it off):";
const std::string hidden = " (Enter alone calls it off):";
const std::string is_yours = "* ann is yours now";

StoredState with_an_operator() {
    Account account;
    account.id = 1;
    account.name = {"ada", NameRules().key_of("ada")};
    account.password_hash = "hash of secret of ada";
    account.server_operator = true;
    StoredState stored;
    stored.accounts.push_back(account);
    stored.last_account = 1;
    return stored;
}

class Login : public testing::TestWithParam<unsigned> {
  protected:
    Login() { answer_at_once(); }

    void answer_at_once() {
        passwords.deliver = [this](PasswordAnswer answer) {
            server.post([answer](Hub& hub, Now now) { hub.password_done(answer, now); });
        };
    }

    // From now on answers wait for answer_all().
    void let_wait() {
        server.post([this](Hub&, Now) { passwords.deliver = nullptr; });
    }
    // Those that wait, and those that are still to be asked for.
    void answer_all() {
        server.post([this](Hub& hub, Now now) {
            passwords.answer(hub, now);
            answer_at_once();
        });
    }

    unit::FakePasswords passwords;
    RunningServer server{telnet_settings(GetParam()),
                         {.log = nullptr, .state = nullptr, .passwords = &passwords},
                         with_an_operator()};
};

INSTANTIATE_TEST_SUITE_P(Threads, Login, testing::Values(1U, 3U));

TEST_P(Login, APlainLineIsToldThatItShows) {
    Client ann(server.port());
    ann.called("ann");

    ann.say("/register");
    EXPECT_EQ(ann.line(), "* a new password for ann" + shown);
    ann.say("green teapots");
    EXPECT_EQ(ann.line(), "* the same again" + shown);
    ann.say("green teapots");

    EXPECT_TRUE(ann.line().starts_with(is_yours));
}

TEST_P(Login, AnEmptyLineCallsItOff) {
    Client ann(server.port());
    ann.called("ann");
    ann.say("/register");
    ann.line();

    ann.say("");

    EXPECT_EQ(ann.line(), "* called off, nothing has changed");
    ann.say("");
    ann.say("hello");
    EXPECT_EQ(ann.line(), "ann: hello");
}

TEST_P(Login, AScriptSaysAllInOneGo) {
    Client script(server.port());
    script.greeted();

    script.send("/login ada\nsecret of ada\nhello\n/nick other\nhi\n");

    EXPECT_EQ(script.line(), "* password for ada" + shown);
    EXPECT_EQ(script.until("ada: hello").front(), "* guest1 is now called ada");
    EXPECT_EQ(script.until("other: hi").back(), "* ada is now called other");
}

TEST_P(Login, AnEmptyLineRightBehindThePasswordIsNothing) {
    Client script(server.port());
    script.greeted();

    script.send("/login ada\nsecret of ada\n\nhello\n");

    for (const std::string& line : script.until("ada: hello")) EXPECT_FALSE(line.starts_with("!")) << line;
}

TEST_P(Login, ATelnetIsToldToShowNothing) {
    Client ann(server.port());
    ann.called("ann");

    ann.send(telnet_says_something + "/register\r\n");
    EXPECT_EQ(ann.line(), will_echo + "* a new password for ann" + hidden + "\r");
    ann.send(do_echo + "green teapots\r\n");
    EXPECT_EQ(ann.line(), "\r");
    EXPECT_EQ(ann.line(), "* the same again" + hidden + "\r");
    ann.send("green teapots\r\n");
    EXPECT_EQ(ann.line(), "\r");
    EXPECT_TRUE(ann.line().starts_with(wont_echo + is_yours));
    ann.send(dont_echo + "hello\r\n");

    EXPECT_EQ(ann.line(), "ann: hello\r");
}

TEST_P(Login, ATelnetThatGoesOnShowingIsNotTakenForAnother) {
    Client ann(server.port());
    ann.called("ann");
    ann.send(telnet_says_something + "/login ada\r\n");
    ann.line();

    ann.send(dont_echo + "secret of ada\r\n");

    EXPECT_EQ(ann.line(), "\r");
    EXPECT_EQ(ann.line(), "* ann is now called ada\r");
}

TEST_P(Login, CtrlCInATelnetCallsItOff) {
    Client ann(server.port());
    ann.called("ann");
    ann.send(telnet_says_something + "/register\r\n");
    ann.line();

    ann.send(do_echo + "gre\xff\xf4\xff\xfd\x06");

    EXPECT_EQ(ann.line(), "\xff\xfb\x06\r");
    EXPECT_EQ(ann.line(), wont_echo + "* called off, nothing has changed\r");
}

TEST_P(Login, ATerminalShowsNothingOfASecret) {
    TerminalClient ann(server.port(1), {.user = "ann"});
    ann.wait_for_input("ann>");

    ann.type("/register\r");
    ann.wait_for_input("a new password for ann:");
    ann.type("greenteapots");
    ann.type("\r");
    ann.wait_for_input("the same again:");
    ann.type("greenteapots\r");
    ann.wait_for(is_yours);
    ann.wait_for_input("ann>");

    EXPECT_EQ(ann.shown().find("teapots"), std::string::npos);
    EXPECT_EQ(ann.shown().find("gree"), std::string::npos);
    ann.type("\x1b[A");
    ann.wait_for_input("ann> /register");
}

TEST_P(Login, ALineWithAPasswordIsNotRecalled) {
    TerminalClient ann(server.port(1), {.user = "ann"});
    ann.wait_for_input("ann>");

    ann.type("hello\r/register greenteapots\r");
    ann.wait_for(is_yours);
    ann.type("\x1b[A");

    ann.wait_for_input("ann> hello");
}

TEST_P(Login, CtrlCInATerminalCallsItOff) {
    TerminalClient ann(server.port(1), {.user = "ann"});
    ann.wait_for_input("ann>");
    ann.type("/register\r");
    ann.wait_for_input("a new password for ann:");

    ann.type("gre\x03");

    ann.wait_for("* called off, nothing has changed");
    ann.wait_for_input("ann>");
}

TEST_P(Login, ATelnetThatKeepsItsLinesIsToldThatTheyShow) {
    TerminalClient ann(server.port(1), {.options = Manner::Options::refuses, .user = "ann"});
    ann.wait_for("You are");

    ann.type("/login ada\r\n");
    ann.wait_for("* password for ada" + shown);
    ann.type("secret of ada\r\n");

    ann.wait_for("* you are logged in as ada");
}

TEST_P(Login, WhoWaitsIsNotReadAndLosesNothing) {
    let_wait();
    Client ann(server.port());
    ann.greeted();
    ann.say("/login ada secret of ada");
    Client bob(server.port());
    bob.called("bob");
    for (int i = 0; i < 1000; ++i) ann.say("line " + std::to_string(i));
    bob.say("I talk");
    EXPECT_EQ(bob.line(), "bob: I talk");

    answer_all();

    for (int i = 0; i < 1000; ++i) ASSERT_EQ(bob.until("ada: line " + std::to_string(i)).size(), 0U);
}

TEST_P(Login, WhoGoesWhileWaitingHasSaidAll) {
    let_wait();
    Client bob(server.port());
    bob.called("bob");
    {
        Client ann(server.port());
        ann.greeted();
        ann.send("/login ada secret of ada\nhello\n");
        ann.finish_sending();
        bob.say("I talk");
        bob.line();
        answer_all();
        EXPECT_EQ(ann.until_closed().back(), "ada: hello");
    }

    EXPECT_EQ(bob.line(), "ada: hello");
}

TEST_P(Login, WhoWaitsAtATerminalStillSeesWhatTheyType) {
    let_wait();
    TerminalClient ann(server.port(1), {.user = "ann"});
    ann.wait_for_input("ann>");
    ann.type("/login ada secret of ada\r");
    ann.wait_for_input("ann>");

    ann.type("hel");
    ann.wait_for_input("ann> hel");
    ann.type("lo\rmore");
    answer_all();

    ann.wait_for("ada: hello");
    ann.wait_for_input("ada> more");
}

TEST_P(Login, OperatorsSeeWhoIsFromWhere) {
    Client ada(server.port());
    ada.greeted();
    ada.say("/login ada secret of ada");
    ada.until("* you are logged in as ada");
    Client bob(server.port());
    bob.called("bob");

    ada.say("/whois bob");

    ada.until("* you share #lobby");
    EXPECT_EQ(ada.line(), "* bob is connected from 127.0.0.1");
}

TEST_P(Login, OneMoreConnectionGetsWhatTheOtherOneDoesUntilItIsEnded) {
    Client first(server.port());
    first.greeted();
    first.say("/login ada secret of ada");
    first.until("* you are logged in as ada");
    Client second(server.port());
    second.greeted();

    second.say("/login ada secret of ada");
    second.until("* you are back as ada");
    first.until("* you have connected from 127.0.0.1 as well");
    second.say("hello");
    EXPECT_EQ(second.line(), "ada: hello");
    EXPECT_EQ(first.line(), "ada: hello");
    second.say("/disconnect all");
    EXPECT_EQ(second.line(), "* 1 connection ended");

    EXPECT_EQ(first.until_closed().back(), "* you have ended this connection on another one");
    second.say("still here");
    EXPECT_EQ(second.line(), "ada: still here");
}

}  // namespace
}  // namespace confab::integration
