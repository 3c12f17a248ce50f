// guests, registration, plain-passwords and auth-command, from outside.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/lasting.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST(InviteCodes, OfTheOperatorSurviveAKillAndLetOneRegister) {
    Lasting daemon({"--registration", "invite"});
    const std::string told = daemon.control({"invite", "add"});
    EXPECT_TRUE(contains(told, " lets one person register, until ")) << told;
    const std::string code = told.substr(0, told.find(' '));
    EXPECT_TRUE(has_match(daemon.control({"invite", "list"}), "CODE +UNTIL +BY\n" + code + " .* confabctl"));
    daemon.wait_until_state_has("invite_code");
    daemon.kill_and_restart();

    Client bob = daemon->client("bob");
    EXPECT_EQ(count_containing(bob.answer("/register green teapots " + code), "* bob is yours now"), 1U);

    EXPECT_EQ(daemon.control({"invite", "list"}), "there are no invitation codes\n");
    daemon.wait_until_state_has("invite_code", 0);
}

TEST(NoGuests, AReloadLetsNobodyInWithoutALogin) {
    TemporaryDirectory folder;
    const std::string file = folder.path("confabd.toml");
    std::ofstream(file) << "guests = \"yes\"\n";
    Lasting daemon({"--config", file});
    Client ann = daemon.registered("ann");
    std::ofstream(file) << "guests = \"no\"\nlogin-timeout = 1\n";
    EXPECT_TRUE(contains(daemon.control({"reload"}), "guests yes -> no"));

    Client who = daemon->connect();
    who.expect(
        "* This server asks everyone to log in: /login NAME PASSWORD, or /register NAME PASSWORD for a name "
        "of your own");

    who.expect("! nobody has logged in within 1s, goodbye");
    who.until_closed();
}

TEST(AuthCommand, AProgramSaysWhoMayComeIn) {
    TemporaryDirectory folder;
    const std::string program = folder.path("auth");
    std::ofstream(program) << "#!/bin/sh\nread -r line\ncase $line in\n"
                              "*'\"name\":\"ann\",\"password\":\"right\"'*) echo '{\"ok\":true}' ;;\n"
                              "*broken*) exit 1 ;;\n*) echo no ;;\nesac\n";
    ::chmod(program.c_str(), 0755);
    Lasting daemon({"--guests", "no", "--auth-command", program});
    Client ann = daemon->connect();
    ann.expect("* This server asks everyone to log in: /login NAME PASSWORD");

    EXPECT_EQ(
        count_containing(ann.answer("/login ann wrong"), "! wrong name or password, nothing has changed"),
        1U);
    EXPECT_EQ(count_containing(ann.answer("/login ann broken"), "! passwords cannot be checked now"), 1U);
    EXPECT_EQ(count_containing(ann.answer("/login ann right"), "* you are logged in as ann"), 1U);

    EXPECT_TRUE(contains(daemon->log().text(), "error auth-command: it ended without an answer"));
    EXPECT_TRUE(contains(daemon->log().text(), "(-) from 127.0.0.1 gave a wrong password for ann"));
    EXPECT_FALSE(contains(daemon->log().text(), "right\""));
    daemon.wait_until_state_has("account WHERE name='ann' AND password_hash=''");
}

}  // namespace
}  // namespace confab::e2e
