#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

// More connections than one source address has ports for, without waiting for any to be free again.
std::string source(std::size_t number) { return "127.0.0." + std::to_string(2 + number % 20); }

// A connection that is either greeted or told why not.
bool is_greeted(Client& client) {
    const std::string first = client.line();
    if (first.starts_with("! ")) {
        EXPECT_TRUE(client.until_closed().empty());
        return false;
    }
    if (!first.starts_with("* You are ")) client.greeting();
    return true;
}

TEST(Limits, OneClientTooManyIsToldSoInOneLineAndClosed) {
    Confabd daemon({"--max-clients", "3"});
    std::vector<Client> clients = daemon.guests(3);

    for (int attempt = 0; attempt < 10; ++attempt) {
        Client refused = daemon.connect();
        const std::vector<std::string> seen = refused.until_closed();
        ASSERT_EQ(seen.size(), 1U) << join_lines(seen);
        EXPECT_TRUE(seen[0].starts_with("! ")) << seen[0];
    }

    clients[0].say("/quit");
    clients[0].until_closed();
    clients[0].close();
    eventually(
        [&] {
            Client next = daemon.connect();
            return is_greeted(next);
        },
        "a free place");
}

TEST(Limits, OneTooManyIsNeverAnnounced) {
    Confabd daemon({"--max-clients", "1", "--announce-after", "0"});
    Client alice = daemon.client("alice");
    alice.so_far();
    for (int attempt = 0; attempt < 5; ++attempt) {
        Client refused = daemon.connect();
        refused.until_closed();
    }

    alice.say("quiet");

    alice.expect("alice: quiet");
}

TEST(Limits, MoreClientsThanDescriptorsIsLoweredWithAWarning) {
    Confabd daemon(Launch{.descriptors = 64});

    daemon.log().wait_for_match("warn.*max-clients|max-clients.*warn");
}

TEST(Limits, FewerClientsThanDescriptorsIsNoWarning) {
    Confabd daemon({.options = {"--max-clients", "10"}, .descriptors = 64});
    Client client = daemon.guest();
    EXPECT_EQ(daemon.stop(), 0);

    for (const std::string& line : daemon.log().lines()) EXPECT_FALSE(contains(line, "max-clients")) << line;
}

TEST(Limits, OutOfDescriptorsItRestsAndAcceptsAgainAfterwards) {
    Confabd daemon(Launch{.descriptors = 64});
    std::vector<Client> clients;
    for (int i = 0; i < 150; ++i) clients.push_back(daemon.connect());
    // The first have come in; the others wait at the door or have been told.
    clients[0].greeting();
    clients[1].greeting();

    const double before = daemon.process().cpu_seconds();
    const auto start = Clock::now();
    while (seconds_since(start) < 2) {
        clients[0].say("hello");
        clients[0].until([](const std::string& line) { return line.ends_with(": hello"); });
        std::this_thread::sleep_for(std::chrono::milliseconds(100));  // that others may have the machine
    }
    EXPECT_LT(daemon.process().cpu_seconds() - before, 0.3);

    clients.clear();
    eventually(
        [&] {
            Client next = daemon.connect();
            return is_greeted(next);
        },
        "a free place");
}

TEST(Limits, IdleClientsCostNoTime) {
    Confabd daemon({"--announce-after", "0"});
    std::vector<Client> clients = daemon.guests(100);
    clients[99].so_far();
    const double before = daemon.process().cpu_seconds();

    std::this_thread::sleep_for(
        std::chrono::seconds(2));  // what is measured is a time in which nothing happens

    EXPECT_LT(daemon.process().cpu_seconds() - before, 0.1);
}

TEST(Limits, TwoThousandClientsAtOnceAllReceiveAMessage) {
    if (!allow_descriptors(2200)) GTEST_SKIP() << "needs 2200 open files";
    Confabd daemon;
    std::vector<Client> clients;
    for (std::size_t i = 0; i < 2000; ++i) clients.push_back(daemon.connect({.from = source(i)}));
    greet_all(clients);
    const std::string name = "speaker";
    Client speaker = daemon.client(name);

    speaker.say("hello, all of you");

    expect_all(clients, "speaker: hello, all of you");
    for (std::size_t i = 0; i < clients.size(); i += 100) clients[i].say("from number " + std::to_string(i));
    for (std::size_t i = 0; i < clients.size(); i += 100) {
        for (Client& client : clients) EXPECT_TRUE(contains(client.line(), "from number "));
    }
    EXPECT_EQ(daemon.stop(), 0);
    for (Client& client : clients) EXPECT_TRUE(client.until_closed().back().starts_with("* "));
}

// Connects, waits for the greeting of all, leaves in one way or another.
void come_and_go(Daemon& daemon, std::size_t times) {
    constexpr std::size_t at_once = 200;
    for (std::size_t done = 0; done < times; done += at_once) {
        std::vector<Client> clients;
        for (std::size_t i = 0; i < at_once; ++i)
            clients.push_back(daemon.connect({.from = source(done + i)}));
        greet_all(clients);
        for (std::size_t i = 0; i < at_once; ++i) {
            if (i % 4 == 1) clients[i].reset();
            if (i % 4 == 2) clients[i].finish_sending();
            if (i % 4 == 3) clients[i].say("/quit");
        }
        for (std::size_t i = 2; i < at_once; i += 4) clients[i].until_closed();
        for (std::size_t i = 3; i < at_once; i += 4) clients[i].until_closed();
    }
}

TEST(Limits, TwentyThousandConnectionsLaterItIsAsBefore) {
    const auto body = [] {
        Confabd daemon({"--announce-after", "0", "--max-seats", "1000"});
        Client alice = daemon.client("alice");
        alice.answer("hello");
        alice.answer("/search hello");
        const std::size_t descriptors = daemon.process().descriptors();
        // The store opens the last two of its files when it first needs them.
        const auto all_gone = [&] { return daemon.process().descriptors() <= descriptors + 2; };
        come_and_go(daemon, 8000);  // tables of sources, which are bounded, are full then
        eventually(all_gone, "the descriptors of before");
        const std::size_t memory = daemon.process().resident_kilobytes();

        come_and_go(daemon, 20000);

        eventually(all_gone, "the descriptors of before");
        EXPECT_LE(daemon.process().resident_kilobytes(), memory + 2048);
        alice.say("still well");
        alice.until_line("alice: still well");
    };
    if (!in_own_network(body)) body();
}

}  // namespace
}  // namespace confab::e2e
