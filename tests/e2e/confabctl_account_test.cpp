// confabctl account: the password comes on standard input, and the log tells of logins.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

void configure(const std::string& file, const std::string& operators, const std::string& socket) {
    std::ofstream(file) << "operator = " << operators << "\nadmin-socket = \"" << socket << "\"\n";
}

class ConfabctlAccount : public testing::Test {
  protected:
    // Pipes `input` into it; what it prints, errors included.
    std::string tool(std::vector<std::string> words, std::string_view input) {
        words.insert(words.begin(), {CONFABCTL, "--socket", socket_});
        Program program(std::move(words));
        if (!input.empty()) program.type(input);
        program.end_input();
        status_ = program.wait();
        return program.output();
    }
    std::string done(const std::vector<std::string>& words, std::string_view input = {}) {
        const std::string output = tool(words, input);
        EXPECT_EQ(status_, 0) << output;
        return output;
    }
    bool logs_in(std::string_view name, std::string_view password) {
        Client client = daemon_.connect();
        client.guest_name();
        const auto lines = client.answer(std::string("/login ").append(name).append(" ").append(password));
        return count_containing(lines, "* you are logged in as ") == 1;
    }
    std::string log_line(const std::string& part) {
        return daemon_.log().wait_for([&](const std::string& line) { return contains(line, part); }, part);
    }

    TemporaryDirectory folder_;
    std::string socket_ = folder_.path("admin.sock");
    Confabd daemon_{{"--admin-socket", socket_}};
    int status_ = 0;
};

TEST_F(ConfabctlAccount, AddListPasswdRemove) {
    EXPECT_EQ(done({"account", "add", "ann"}, "secret of ann\n"), "ann is registered\n");
    EXPECT_TRUE(logs_in("ann", "secret of ann"));

    EXPECT_TRUE(has_match(done({"account", "list"}), "NAME +SINCE +LAST SEEN.*\nann "));
    EXPECT_TRUE(contains(done({"account", "list", "--json"}), R"("name":"ann")"));

    EXPECT_EQ(done({"account", "passwd", "ANN"}, "another secret\r\n"), "ann has a new password\n");
    EXPECT_FALSE(logs_in("ann", "secret of ann"));
    EXPECT_TRUE(logs_in("ann", "another secret"));

    EXPECT_TRUE(contains(done({"account", "remove", "ann"}), "ann is not registered any more"));
    EXPECT_FALSE(logs_in("ann", "another secret"));
    const std::string audit = done({"audit"});
    for (const char* action : {"account add", "account passwd", "account remove"}) {
        EXPECT_TRUE(contains(audit, action)) << audit;
    }
    EXPECT_FALSE(contains(daemon_.log().text(), "another secret"));
}

TEST_F(ConfabctlAccount, APasswordWithoutItsLineEndIsTaken) {
    done({"account", "add", "ann"}, "secret of ann");
    EXPECT_TRUE(logs_in("ann", "secret of ann"));
}

TEST_F(ConfabctlAccount, WhatCouldNotBeTypedInTheChatIsRefused) {
    const std::vector<std::string> bad{"",
                                       "\n",
                                       "\xfe\xfe\xfe\xfe\xfe\xfe\xfe\xfe\n",
                                       "with\ttabs inside\n",
                                       " leading space\n",
                                       "trailing space \n",
                                       "escape \x1b[1m here\n",
                                       std::string(5000, 'x')};
    for (const std::string& input : bad) {
        const std::string output = tool({"account", "add", "ann"}, input);
        EXPECT_EQ(status_, 2) << output;
        EXPECT_EQ(split_lines(output).size(), 1U) << output;
    }
    const std::string output = tool({"account", "add", "ann"}, "/begins so\n");
    EXPECT_EQ(status_, 1) << output;
    EXPECT_TRUE(contains(output, "a password ")) << output;
    EXPECT_EQ(done({"account", "list"}), "nobody is registered\n");
}

TEST_F(ConfabctlAccount, AnOperatorDecidesHowGoodAPasswordIs) {
    for (const std::string& password : {std::string("x"), std::string("ann"), std::string(1024, 'x')}) {
        done({"account", "add", "ann"}, password + "\n");
        EXPECT_TRUE(logs_in("ann", password)) << password.size();
        done({"account", "remove", "ann"});
    }
    const std::string output = tool({"account", "add", "ann"}, std::string(1025, 'x') + "\n");
    EXPECT_EQ(status_, 2) << output;
    EXPECT_TRUE(contains(output, "at most 1024 bytes")) << output;
}

TEST_F(ConfabctlAccount, ARenamedAccountKeepsItsPasswordAndIsTold) {
    done({"account", "add", "ann"}, "secret of ann\n");
    EXPECT_TRUE(has_match(done({"account", "list"}), "\nann +.* never"));
    Client ann = daemon_.connect();
    ann.guest_name();
    ann.answer("/login ann secret of ann");

    EXPECT_EQ(done({"account", "rename", "ann", "annie"}), "ann is called annie now\n");

    ann.expect("* ann is now called annie");
    ann.expect(
        "* your account ann is called annie from now on, says an operator: /login annie from the "
        "next time on");
    EXPECT_TRUE(logs_in("annie", "secret of ann"));
    EXPECT_FALSE(logs_in("ann", "secret of ann"));
    EXPECT_TRUE(contains(done({"account", "list", "--json"}), R"("name":"annie")"));
    EXPECT_TRUE(has_match(done({"audit"}), "account rename +ann .*to annie"));
    EXPECT_TRUE(contains(tool({"account", "rename", "annie", "root"}, ""), "reserved"));
    EXPECT_EQ(status_, 1);
    tool({"account", "rename", "annie"}, "");
    EXPECT_EQ(status_, 2);
}

TEST_F(ConfabctlAccount, NamesThatCannotBeOrAreNotThereAreRefused) {
    done({"account", "add", "bob"}, "secret of bob\n");

    EXPECT_TRUE(
        contains(tool({"account", "add", "b0b"}, "secret of bob\n"), "the name bob is registered already"));
    EXPECT_EQ(status_, 1);
    EXPECT_TRUE(contains(tool({"account", "add", "root"}, "secret of root\n"), "reserved"));
    EXPECT_TRUE(contains(tool({"account", "add", "guest7"}, "secret of guest\n"), "guest"));
    EXPECT_TRUE(
        contains(tool({"account", "passwd", "nobody"}, "secret of it\n"), "there is no account named"));
    EXPECT_EQ(status_, 1);
    EXPECT_TRUE(contains(tool({"account", "remove", "nobody"}, ""), "there is no account named"));
    EXPECT_EQ(status_, 1);
    tool({"account"}, "");
    EXPECT_EQ(status_, 2);
    tool({"account", "passwd"}, "");
    EXPECT_EQ(status_, 2);
}

TEST_F(ConfabctlAccount, WhoeverHasTheNameBecomesAGuest) {
    Client eve = daemon_.client("ann");

    done({"account", "add", "ann"}, "secret of ann\n");

    eve.expect("* the name ann is registered now, and not to you");
    EXPECT_TRUE(logs_in("ann", "secret of ann"));
}

TEST_F(ConfabctlAccount, WhoeverLosesTheirsIsTold) {
    done({"account", "add", "ann"}, "secret of ann\n");
    Client ann = daemon_.connect();
    ann.guest_name();
    ann.answer("/login ann secret of ann");

    done({"account", "remove", "ann"});

    ann.expect("* ann is not registered any more, and what was kept with it is gone, says an operator");
}

TEST_F(ConfabctlAccount, LoginsAreInTheLogWithNameAndAddress) {
    Client ann = daemon_.client("ann");
    ann.answer("/register secret of ann");
    log_line("(ann) from 127.0.0.1 registered ann");
    Client eve = daemon_.connect();
    const std::string guest = eve.guest_name();
    eve.answer("/login ann wrong");
    log_line("(" + guest + ") from 127.0.0.1 gave a wrong password for ann");
    ann.say("/quit");
    ann.until_closed();
    eve.answer("/login ann secret of ann");
    log_line("(" + guest + ") from 127.0.0.1 logged in as ann");
    EXPECT_FALSE(contains(daemon_.log().text(), "secret of ann"));
}

TEST(OperatorWithoutAccount, IsWarnedOfAtStartAndAtReload) {
    TemporaryDirectory folder;
    const std::string file = folder.path("confabd.toml");
    const std::string socket = folder.path("admin.sock");
    configure(file, R"(["ann"])", socket);
    Confabd daemon({"--config", file});
    const std::string warning = "operator \"ann\": nobody has registered that name";
    daemon.log().wait_for([&](const std::string& line) { return contains(line, warning); }, warning);

    configure(file, R"(["ann", "bob"])", socket);
    const Outcome reload =
        run_to_end(CONFABCTL, {.options = {"--socket", socket, "reload"}, .environment = {}});
    EXPECT_TRUE(contains(reload.out, "operator \"bob\": nobody has registered that name")) << reload.out;
    EXPECT_TRUE(contains(reload.out, "confabctl account add bob")) << reload.out;

    Program add({CONFABCTL, "--socket", socket, "account", "add", "ann"});
    add.type("secret of ann\n");
    add.end_input();
    EXPECT_EQ(add.wait(), 0);
    const Outcome again =
        run_to_end(CONFABCTL, {.options = {"--socket", socket, "reload"}, .environment = {}});
    EXPECT_FALSE(contains(again.out, "\"ann\"")) << again.out;
}

}  // namespace
}  // namespace confab::e2e
