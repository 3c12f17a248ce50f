// Coming back while the old connection still seems to be alive, though nothing arrives there any more.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <string>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using Lines = std::vector<std::string>;

// One place to come to by a network that breaks, and one by a Unix socket, which does not.
class Place {
  public:
    explicit Place(const std::string& threads)
        : daemon({"--listen", "tcp://127.0.0.1:0", "--listen", "unix://" + path_, "--threads", threads}, 2) {}

    Client by_unix() {
        Client client(Address{path_});
        client.greeting();
        client.so_far();
        return client;
    }

  private:
    TemporaryDirectory directory_;
    std::string path_ = directory_.path("socket");

  public:
    Lasting daemon;
};

void say(Client& from, int first, int last) {
    for (int n = first; n <= last; ++n) from.answer(std::string("line ").append(std::to_string(n)));
}

// The kernel may put off what it owes for up to 200 ms; after this it owes nothing.
void acknowledge(const Client& client) {
    const int on = 1;
    setsockopt(client.descriptor(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

// bob says lines 1 to 5, which the ghost reads, and then 6 to 10, which do not arrive.
void miss_five(Client& ghost, Client& bob) {
    say(bob, 1, 5);
    ghost.until_line("bob: line 5");
    acknowledge(ghost);
    cut_own_network();
    say(bob, 6, 10);
}

void expect_exactly_five(const Lines& lines) {
    const auto is_title = [](const std::string& line) { return contains(line, "5 lines of #lobby since "); };
    const auto title = std::find_if(lines.begin(), lines.end(), is_title);
    ASSERT_NE(title, lines.end()) << join_lines(lines);
    ASSERT_GE(lines.end() - title, 7) << join_lines(lines);
    for (int n = 6; n <= 10; ++n) {
        EXPECT_TRUE((title + n - 5)->ends_with(std::string(" bob: line ").append(std::to_string(n))))
            << join_lines(lines);
    }
    EXPECT_EQ(*(title + 6), "* now live");
}

class Ghost : public testing::TestWithParam<const char*> {};

TEST_P(Ghost, WhoNeverTypedIsShownByTheCodeExactlyWhatDidNotArrive) {
    const bool run = in_own_network([] {
        Place place(GetParam());
        Client bob = place.by_unix();
        bob.answer("/nick bob");
        Client ghost = place.daemon->connect();
        const Lines greeting = ghost.greeting();
        const std::string told = join_lines(greeting);
        const std::string code = told.substr(told.find("/resume ") + 8, 11);
        miss_five(ghost, bob);
        Client back = place.by_unix();
        bob.so_far();

        const Lines lines = back.answer("/resume " + code);

        expect_exactly_five(lines);
        EXPECT_EQ(bob.so_far(), Lines{});
    });
    if (!run) GTEST_SKIP() << "needs a network of its own";
}

TEST_P(Ghost, WhoNeverTypedSinceIsShownByTheNameExactlyWhatDidNotArrive) {
    const bool run = in_own_network([] {
        Place place(GetParam());
        Client bob = place.by_unix();
        bob.answer("/nick bob");
        Client ghost = place.daemon.registered("ann");
        miss_five(ghost, bob);
        Client back = place.by_unix();
        bob.so_far();

        const Lines lines = back.answer(Lasting::login_line("ann"));

        expect_exactly_five(lines);
        EXPECT_EQ(bob.so_far(), Lines{});
    });
    if (!run) GTEST_SKIP() << "needs a network of its own";
}

// What the kernel at the other end has taken nobody may ever read.
TEST_P(Ghost, WhoDoesNotReadIsShownAllSinceItTyped) {
    Lasting daemon({"--threads", GetParam()});
    Client bob = daemon->client("bob");
    Client ghost = daemon->connect({.receive_buffer = 16384});
    const std::string told = join_lines(ghost.greeting());
    const std::string code = told.substr(told.find("/resume ") + 8, 11);
    for (int n = 1; n <= 60; ++n) bob.answer(std::string(1000, 'x'));
    Client back = daemon->guest();

    const Lines lines = back.answer("/resume " + code);

    EXPECT_EQ(count_containing(lines, "60 lines of #lobby since "), 1U) << join_lines(lines);
}

INSTANTIATE_TEST_SUITE_P(Threads, Ghost, testing::Values("1", "3"));

}  // namespace
}  // namespace confab::e2e
