// Guests who come back with the code of their greeting.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using Lines = std::vector<std::string>;

// The code that a greeting tells.
std::string code_in(const Lines& greeting) {
    const std::string before = "/resume ";
    for (const std::string& line : greeting) {
        const std::size_t found = line.find(before);
        if (found != line.npos) return line.substr(found + before.size(), 11);
    }
    ADD_FAILURE() << join_lines(greeting);
    return {};
}

class Resume : public testing::Test {
  protected:
    // ann and bob are in #den, and ann has said something.
    Resume() {
        code = code_in(ann.greeting());
        ann.answer("/nick ann");
        ann.answer("/join den");
        bob.answer("/join den");
        ann.answer("heard by ann");
    }
    void wait_until_gone(Client& from) {
        eventually([&] { return count_containing(from.answer("/who"), "ann") == 0; }, "ann's leaving");
    }
    static void expect_missed(Client& back, const std::string& name) {
        back.expect_match("#den \\* " + name + " joined #den");
        back.expect_match("\\* 2 lines of #den since " + clock_time + ":");
        back.expect_match(clock_time + " #den bob: missed 1");
        back.expect_match(clock_time + " #den bob: missed 2");
        back.expect("* now live");
        back.expect("* you are back as " + name + " in #den");
    }
    void miss() {
        bob.answer("missed 1");
        bob.answer("missed 2");
    }

    Lasting daemon;
    Client ann = daemon->connect();
    Client bob = daemon->client("bob");
    std::string code;
};

TEST_F(Resume, AfterACutConnectionBringsNameRoomsAndExactlyWhatWasMissed) {
    ann.reset();
    wait_until_gone(bob);
    miss();
    Client back = daemon->guest();

    back.say("/resume " + code);

    back.expect_match("\\* guest\\d+ is now called ann");
    expect_missed(back, "ann");
    back.say("here");
    back.expect("#den ann: here");
}

TEST_F(Resume, AfterARestart) {
    ann.reset();
    wait_until_gone(bob);
    miss();

    daemon.restart();
    Client back = daemon->guest();
    back.say("/resume " + code);

    back.expect_match("\\* guest\\d+ is now called ann");
    expect_missed(back, "ann");
}

TEST_F(Resume, OfWhoWasThereWhenTheServerStopped) {
    daemon.restart();
    Client back = daemon->guest();

    const Lines lines = back.answer("/resume " + code);

    EXPECT_EQ(lines.back(), "* you are back as ann in #den") << join_lines(lines);
    EXPECT_EQ(count_containing(lines, "heard by ann"), 0U) << join_lines(lines);
}

TEST_F(Resume, WhileTheOldConnectionIsThereIsOneMoreAndQuiet) {
    bob.so_far();
    Client back = daemon->guest();

    const Lines lines = back.answer("/resume " + code);
    back.answer("here");

    EXPECT_EQ(lines.back(), "* you are back as ann in #den") << join_lines(lines);
    EXPECT_EQ(bob.so_far(), Lines{"#den ann: here"});
    const Lines seen = ann.so_far();
    EXPECT_EQ(count_containing(seen, "* you have connected from 127.0.0.1 as well"), 1U) << join_lines(seen);
    EXPECT_EQ(seen.back(), "#den ann: here");
}

TEST_F(Resume, TakesTheCodeAsPeopleTypeIt) {
    ann.reset();
    wait_until_gone(bob);
    Client back = daemon->guest();
    std::string typed = code.substr(0, 5) + code.substr(6);
    for (char& letter : typed) letter = static_cast<char>(std::toupper(letter));

    EXPECT_EQ(back.answer("/resume " + typed).back(), "* you are back as ann in #den");
}

TEST_F(Resume, WorksFromAScript) {
    if (!installed("nc")) GTEST_SKIP() << "no nc here";
    ann.reset();
    wait_until_gone(bob);
    miss();

    const std::string seen =
        run_with_input({"nc", "-N", "127.0.0.1", daemon->port()}, "/resume " + code + "\nhello\n");

    EXPECT_TRUE(has_match(seen,
                          "\\* 2 lines of #den since [0-9:]+\n.* bob: missed 1\n.* bob: missed 2\n"
                          "\\* now live\n"))
        << seen;
    EXPECT_TRUE(contains(seen, "\n#den ann: hello\n")) << seen;
}

}  // namespace
}  // namespace confab::e2e
