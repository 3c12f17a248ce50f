#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

// Nobody in these tests stays long enough; what is told is told for another reason.
const std::vector<std::string> never{"--announce-after", "86400"};
const std::vector<std::string> at_once{"--announce-after", "0"};

// What bob hears next. Whether one hears of one's own coming is nobody's business here.
std::string heard(Client& bob, Where where = Where::current()) {
    std::string line = bob.line(where);
    while (line == "* bob joined #lobby") line = bob.line(where);
    return line;
}

TEST(Announce, WhoeverStaysLongEnoughIsAnnouncedAndNotBefore) {
    Confabd daemon({"--announce-after", "2"});
    Client bob = daemon.client("bob");
    const auto start = Clock::now();
    Client carol = daemon.connect();
    const std::string name = carol.guest_name();

    EXPECT_EQ(heard(bob), "* " + name + " joined #lobby");

    EXPECT_GE(seconds_since(start), 1.9);
    EXPECT_LT(seconds_since(start), 6);
}

TEST(Announce, TheDefaultIsTwoSeconds) {
    const TemporaryDirectory data;
    Confabd daemon(
        {.options = {"--listen", "tcp://127.0.0.1:0", "--data-dir", data.path()}, .defaults = false});
    Client bob = daemon.client("bob");
    const auto start = Clock::now();
    Client carol = daemon.connect();
    const std::string name = carol.guest_name();

    EXPECT_EQ(heard(bob), "* " + name + " joined #lobby");

    EXPECT_GE(seconds_since(start), 1.8);
    EXPECT_LT(seconds_since(start), 6);
}

TEST(Announce, APortScanMakesNoLines) {
    Confabd daemon(never);
    Client bob = daemon.client("bob");
    for (int i = 0; i < 20; ++i) {
        Client scan = daemon.connect();
        if (i % 3 == 0) scan.reset();
        if (i % 3 == 1) scan.greeting();
        if (i % 3 == 2) scan.finish_sending(), scan.until_closed();
    }

    bob.say("quiet here");

    EXPECT_EQ(heard(bob), "bob: quiet here");
}

TEST(Announce, ADeployScriptMakesExactlyItsMessage) {
    Confabd daemon({"--announce-after", "2"});
    Client bob = daemon.client("bob");

    run_with_input({"nc", "-N", "127.0.0.1", daemon.port()}, "deploy done\n");

    EXPECT_TRUE(matches(heard(bob), "guest[0-9]+: deploy done"));
    bob.say("and nothing else");
    EXPECT_EQ(heard(bob), "bob: and nothing else");
}

struct Summary {
    int joined = 0;
    int left = 0;
    int here = 0;
};

Summary parse_summary(const std::string& line) {
    static const std::regex form(R"(\* (?:(\d+) joined)?(?:, )?(?:(\d+) left)? #lobby \((\d+) here\))");
    std::smatch found;
    if (!std::regex_match(line, found, form)) throw Failure("no summed-up notice: " + line, Where::current());
    const auto number = [&found](std::size_t i) { return found[i].matched ? std::stoi(found[i].str()) : 0; };
    return {number(1), number(2), number(3)};
}

TEST(Announce, InARoomOfMoreThan50TheyAreSummedUpOneNoticeASecondAtMost) {
    Confabd daemon(at_once);
    Client bob = daemon.client("bob");
    std::vector<Client> crowd = daemon.guests(60);
    bob.until([](const std::string& line) { return line.ends_with("(61 here)"); });

    const auto start = Clock::now();
    for (int i = 0; i < 30; ++i) crowd.push_back(daemon.guest());
    for (int i = 0; i < 12; ++i) {
        crowd.back().say("/quit");
        crowd.back().until_closed();
        crowd.pop_back();
    }
    Summary sum;
    int notices = 0;
    while (sum.joined < 30 || sum.left < 12) {
        const Summary one = parse_summary(bob.line());
        sum = {sum.joined + one.joined, sum.left + one.left, one.here};
        ++notices;
    }

    EXPECT_EQ(sum.joined, 30);
    EXPECT_EQ(sum.left, 12);
    EXPECT_EQ(sum.here, 61 + 30 - 12);
    EXPECT_LE(notices, static_cast<int>(seconds_since(start)) + 2);
}

TEST(Announce, InALargeRoomEachRenameIsToldStill) {
    Confabd daemon(at_once);
    Client bob = daemon.client("bob");
    std::vector<Client> crowd = daemon.guests(60);
    bob.until([](const std::string& line) { return line.ends_with("(61 here)"); });
    for (std::size_t i = 0; i < 5; ++i) crowd[i].answer("/nick member" + std::to_string(i));

    for (std::size_t i = 0; i < 5; ++i) {
        bob.expect_match("\\* guest[0-9]+ is now called member" + std::to_string(i));
    }
}

TEST(Announce, InARoomOf50EachIsToldByItself) {
    Confabd daemon(at_once);
    Client bob = daemon.client("bob");
    std::vector<Client> crowd = daemon.guests(48);
    bob.so_far();

    Client last = daemon.connect();

    const std::string name = last.guest_name();
    EXPECT_EQ(heard(bob), "* " + name + " joined #lobby");
    last.close();
    EXPECT_TRUE(heard(bob).starts_with("* " + name + " left #lobby"));
}

}  // namespace
}  // namespace confab::e2e
