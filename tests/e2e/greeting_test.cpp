#include <gtest/gtest.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST(Greeting, HasTheTextOfTheOperator) {
    const TemporaryDirectory directory;
    Confabd daemon({"--motd", directory.write("motd", "Welcome to the chat.\nBe kind, \xc3\xa9ven here.\n")});
    Client client = daemon.connect();

    const std::vector<std::string> lines = client.greeting();

    ASSERT_GE(lines.size(), 3U);
    for (const std::string& line : lines) EXPECT_TRUE(line.starts_with("* ")) << line;
    EXPECT_EQ(count_containing(lines, "Welcome to the chat."), 1U);
    EXPECT_EQ(count_containing(lines, "Be kind, \xc3\xa9ven here."), 1U);
    EXPECT_TRUE(lines.back().starts_with("* You are guest1 in #lobby"));
}

TEST(Greeting, AHostileOperatorsTextIsCleanedToo) {
    const TemporaryDirectory directory;
    Confabd daemon({"--motd", directory.write("motd", "a\x1b[31mred\x07 b\r\nbad \xff\xfe byte\n\nend")});
    Client client = daemon.connect();

    for (const std::string& line : client.greeting()) {
        EXPECT_FALSE(has_controls(line)) << visible(line);
        EXPECT_TRUE(line.starts_with("* ")) << visible(line);
        EXPECT_FALSE(contains(line, "\xff")) << visible(line);
    }
}

TEST(Greeting, NothingSaidInTheMiddleOfItIsLostOrSeenTwice) {
    Confabd daemon({"--history", "100000"});
    Client alice = daemon.client("alice");
    for (int line = 0; line < 300; ++line) {
        alice.say(std::to_string(line));
        if (line % 10 != 5) continue;
        Client newcomer = daemon.connect();
        alice.say("mark " + std::to_string(line));
        std::vector<std::string> seen = newcomer.until(
            [&](const std::string& got) { return got.ends_with("alice: mark " + std::to_string(line)); });

        std::size_t next = 0;
        for (const std::string& got : seen) {
            if (has_match(got, "alice: " + std::to_string(next) + "$")) ++next;
        }
        ASSERT_EQ(next, static_cast<std::size_t>(line) + 1) << join_lines(seen);
        ASSERT_EQ(count_containing(seen, "alice: " + std::to_string(line)), 1U) << join_lines(seen);
    }
}

}  // namespace
}  // namespace confab::e2e
