// Secrets that do not arrive as they were typed, from plain lines and from a terminal.
#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/terminal_client.hpp"
#include "unit/support/outside.hpp"

namespace confab::integration {
namespace {

class GarbledSecret : public testing::TestWithParam<unsigned> {
  protected:
    GarbledSecret() {
        passwords.deliver = [this](PasswordAnswer answer) {
            server.post([answer](Hub& hub, Now now) { hub.password_done(answer, now); });
        };
    }

    unit::FakePasswords passwords;
    RunningServer server{telnet_settings(GetParam()),
                         {.log = nullptr, .state = nullptr, .passwords = &passwords}};
};

INSTANTIATE_TEST_SUITE_P(Threads, GarbledSecret, testing::Values(1U, 3U));

TEST_P(GarbledSecret, IsRefusedHoweverItComes) {
    const std::string koi8 = "\xd0\xc1\xd2\xcf\xcc\xd8\xd0\xd1";
    const std::string refusal = "! a password is UTF-8 without control characters, and that was not";
    Client ann(server.port());
    ann.called("ann");

    ann.say("/register " + koi8);
    EXPECT_TRUE(ann.line().starts_with(refusal));
    ann.say("/register");
    ann.line();
    ann.say(koi8);
    EXPECT_TRUE(ann.line().starts_with(refusal));
    EXPECT_EQ(ann.line(), "* a new password for ann, shown as you type it (Enter alone calls it off):");
    ann.send("\n/login ada " + koi8 + "\n");
    EXPECT_EQ(ann.line(), "* called off, nothing has changed");
    EXPECT_EQ(ann.line(), "! wrong name or password, nothing has changed");
    ann.say("/register passwords\xff");
    EXPECT_TRUE(ann.line().starts_with(refusal)) << "IAC alone is dropped from the line";
}

TEST_P(GarbledSecret, IsRefusedInATerminalToo) {
    TerminalClient ann(server.port(1), {.user = "ann"});
    ann.wait_for_input("ann>");

    ann.type("/register\r");
    ann.wait_for_input("a new password for ann:");
    ann.type(
        "gr\xe9"
        "enteapots\r");
    ann.wait_for("! a password is UTF-8 without control characters");
    ann.wait_for_input("a new password for ann:");
    ann.type("green\u202eteapots\r");
    ann.wait_for("! a password is UTF-8 without control characters");
    ann.type("greenteapots\r");
    ann.wait_for_input("the same again:");
    ann.type("greenteapots\r");

    ann.wait_for("* ann is yours now");
}

}  // namespace
}  // namespace confab::integration
