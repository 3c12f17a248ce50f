#include <gtest/gtest.h>
#include <signal.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

// A client that is closed while much of its input is still unread must not lose the reason to a reset:
// until_closed() fails at one. Each is tried often, since it is a race.
constexpr int rounds = 20;

const std::string unread = times(200000, "never read\n");

bool is_from_server(const std::string& line) { return line.starts_with("* ") || line.starts_with("! "); }

void expect_reason_last(const std::vector<std::string>& seen) {
    ASSERT_FALSE(seen.empty());
    EXPECT_TRUE(is_from_server(seen.back())) << seen.back();
}

TEST(Closing, TheReasonIsLastAfterQuitWithUnreadInput) {
    Confabd daemon;
    for (int round = 0; round < rounds; ++round) {
        Client client = daemon.client("alice");
        client.send("/quit bye\n");
        client.send_without_reading(unread);

        const std::vector<std::string> seen = client.until_closed();

        expect_reason_last(seen);
        EXPECT_EQ(count_containing(seen, "never read"), 0U);
    }
}

TEST(Closing, WhatWasQueuedBeforeComesBeforeTheReason) {
    Confabd daemon;
    for (int round = 0; round < 5; ++round) {
        Client client = daemon.client("alice");
        const std::size_t help = client.answer("/help").size();

        client.send(times(50, "/help\n") + "/quit\n" + "never read\n");

        const std::vector<std::string> seen = client.until_closed();
        EXPECT_EQ(count_containing(seen, "/unignore"), 50U);
        EXPECT_GE(seen.size(), 50 * help + 1);
        expect_reason_last(seen);
    }
}

TEST(Closing, NothingAfterQuitIsSaid) {
    Confabd daemon({"--announce-after", "0"});
    Client bob = daemon.client("bob");
    Client alice = daemon.client("alice");
    bob.so_far();

    alice.send("one\n/quit\ntwo\n/me three\n");

    bob.expect("alice: one");
    EXPECT_TRUE(bob.line().starts_with("* alice left #lobby"));
    bob.say("four");
    bob.expect("bob: four");
    EXPECT_EQ(count_containing(alice.until_closed(), "two"), 0U);
}

TEST(Closing, TheReasonIsLastForOneTooMany) {
    Confabd daemon({"--max-clients", "1"});
    Client alice = daemon.client("alice");
    for (int round = 0; round < rounds; ++round) {
        Client client = daemon.connect();
        client.send_without_reading(unread);

        const std::vector<std::string> seen = client.until_closed();

        ASSERT_EQ(seen.size(), 1U) << join_lines(seen);
        EXPECT_TRUE(seen[0].starts_with("! ")) << seen[0];
    }
}

TEST(Closing, TheReasonIsLastForWhatIsNoChat) {
    Confabd daemon;
    for (int round = 0; round < rounds; ++round) {
        Client client = daemon.connect();
        client.send("POST / HTTP/1.1\r\n\r\n");
        client.send_without_reading(unread);

        const std::vector<std::string> seen = client.until_closed();

        ASSERT_FALSE(seen.empty());
        EXPECT_TRUE(seen.back().starts_with("! ")) << seen.back();
    }
}

TEST(Closing, TheReasonIsLastWhenTheServerStops) {
    for (int round = 0; round < 5; ++round) {
        // Held back by the flood limit: most of it is unread at the stop.
        Confabd daemon({"--flood-rate", "1", "--flood-burst", "5"});
        Client client = daemon.guest();
        client.send_without_reading(unread);
        client.line();

        daemon.signal(SIGTERM);

        expect_reason_last(client.until_closed());
        client.close();
        EXPECT_EQ(daemon.wait(), 0);
    }
}

TEST(Closing, ARealNetcatSeesTheReasonToo) {
    Confabd daemon({"--max-clients", "1"});
    Client alice = daemon.client("alice");
    for (int round = 0; round < 5; ++round) {
        Program netcat({"nc", "127.0.0.1", daemon.port()});
        netcat.type(times(2000, "never read\n"));
        netcat.wait_for("\n");
        netcat.end_input();  // it stays for as long as we might type
        netcat.wait();

        const std::vector<std::string> seen = split_lines(netcat.output());
        ASSERT_EQ(seen.size(), 1U) << netcat.output();
        EXPECT_TRUE(seen[0].starts_with("! ")) << seen[0];
    }
}

TEST(Closing, AClientThatNeverStopsSendingIsDrainedForASecondOnly) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    const std::size_t before = daemon.process().descriptors();
    Client client = daemon.client("bob");
    client.say("/quit");
    const auto start = Clock::now();

    eventually(
        [&] {
            client.send_without_reading("more and more\n");
            return daemon.process().descriptors() == before;
        },
        "the end of the connection");

    EXPECT_LT(seconds_since(start), 4);
    // Until then the reason could have been read.
    alice.say("still well");
    alice.expect("alice: still well");
}

TEST(Closing, AClientThatNeverClosesIsClosedToo) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    const std::size_t before = daemon.process().descriptors();
    Client client = daemon.client("bob");
    client.say("/quit");

    expect_reason_last(client.until_closed());

    eventually([&] { return daemon.process().descriptors() == before; }, "the end of the connection");
}

TEST(Closing, AfterTheEndOfInputEveryAnswerIsSent) {
    Confabd daemon({"--history", "0"});
    for (int round = 0; round < rounds; ++round) {
        Client client = daemon.connect();
        const std::string name = client.guest_name();
        client.send("a\nb\n/who\n/nosuch\nc");
        client.finish_sending();

        const std::vector<std::string> seen = client.until_closed();

        for (const char* text : {"a", "b", "c"}) {
            EXPECT_EQ(count_containing(seen, name + ": " + text), 1U) << join_lines(seen);
        }
        EXPECT_EQ(count_containing(seen, "! unknown command /nosuch"), 1U);
    }
}

TEST(Closing, AClientThatIsGoneBeforeTheAnswerIsNoEvent) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    for (int round = 0; round < 200; ++round) {
        Client client = daemon.connect();
        client.send_without_reading("/help\n/help\n/who\nhello\n");
        if (round % 2 == 0) client.reset();
    }

    alice.answer("still well");

    EXPECT_FALSE(daemon.process().ended());
}

}  // namespace
}  // namespace confab::e2e
