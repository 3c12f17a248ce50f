#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

// Says lines of about 4 kB, a few at a time, and waits for everyone who reads to have each of them,
// so that only who does not read falls behind.
class Talk {
  public:
    Talk(Client& speaker, std::vector<Client>& readers) : speaker_(speaker), readers_(readers) {}

    void go_on() {
        constexpr int lines = 20;
        for (int i = 0; i < lines; ++i) speaker_.say(text(said_ + i));
        for (int i = 0; i < lines; ++i) {
            speaker_.expect("speaker: " + text(said_ + i));
            expect_all(readers_, "speaker: " + text(said_ + i));
        }
        said_ += lines;
    }
    [[nodiscard]] std::size_t bytes() const { return static_cast<std::size_t>(said_) * 4000; }
    static std::string text(int number) { return std::to_string(number) + " " + times(3990, "x"); }

  private:
    Client& speaker_;
    std::vector<Client>& readers_;
    int said_ = 0;
};

bool is_about_the_queue(const std::string& line) {
    return has_match(line, "queue|slow|unsent|behind|not read");
}

TEST(SlowReader, IsClosedAloneAndTheLogSaysWhyWhileTheOthersLoseNothing) {
    Confabd daemon({"--max-queue", "262144"});
    Client speaker = daemon.client("speaker");
    std::vector<Client> readers = daemon.guests(200);
    Client sleeper = daemon.client("sleeper");
    const auto is_gone = [&] {
        for (const std::string& line : daemon.log().lines()) {
            if (contains(line, "sleeper") && is_about_the_queue(line)) return true;
        }
        return false;
    };
    Talk talk(speaker, readers);

    while (!is_gone()) {
        talk.go_on();
        ASSERT_LT(talk.bytes(), 40'000'000U) << "the sleeper's queue never filled";
    }
    talk.go_on();

    EXPECT_GE(talk.bytes(), 262144U);
    EXPECT_EQ(count_containing(speaker.answer("/who"), "sleeper"), 0U);
    for (Client& reader : readers) EXPECT_EQ(reader.so_far(), std::vector<std::string>{});
}

TEST(SlowReader, WakingUpItFindsWhatWasQueuedAndThenTheReason) {
    Confabd daemon({"--max-queue", "262144", "--announce-after", "0"});
    std::vector<Client> nobody;
    Client speaker = daemon.client("speaker");
    Client sleeper = daemon.client("sleeper");
    speaker.so_far();
    sleeper.so_far();
    std::string line;
    // The speaker sees it leave: that is the moment it is closed.
    for (int said = 0; !contains(line, "sleeper left #lobby"); ++said) {
        ASSERT_LT(said, 10000) << "the sleeper's queue never filled";
        speaker.say(Talk::text(said));
        line = speaker.line();
    }

    const std::vector<std::string> seen = sleeper.until_closed();

    ASSERT_GE(seen.size(), 65U);
    for (std::size_t i = 0; i + 1 < seen.size(); ++i) {
        ASSERT_EQ(seen[i], "speaker: " + Talk::text(static_cast<int>(i)))
            << "line " << i << " of " << seen.size();
    }
    EXPECT_TRUE(seen.back().starts_with("! ") || seen.back().starts_with("* ")) << seen.back();
    EXPECT_TRUE(is_about_the_queue(seen.back())) << seen.back();
}

TEST(SlowReader, TheQueueMayHoldUpToTheLimit) {
    // Twice what the kernel holds of one connection fits in a large queue: nobody is closed.
    Confabd daemon({"--max-queue", "67108864"});
    std::vector<Client> nobody;
    Client speaker = daemon.client("speaker");
    Client sleeper = daemon.client("sleeper");
    Talk talk(speaker, nobody);
    while (talk.bytes() < 16'000'000U) talk.go_on();

    const int last = static_cast<int>(talk.bytes() / 4000) - 1;
    for (int number = 0; number <= last; ++number) sleeper.expect("speaker: " + Talk::text(number));

    EXPECT_EQ(sleeper.so_far(), std::vector<std::string>{});
}

TEST(SlowReader, ItsMemoryIsGivenBack) {
    // What the store keeps to work with would be counted with it.
    Confabd daemon({"--max-queue", "1048576", "--history-keep", "0"});
    std::vector<Client> nobody;
    Client speaker = daemon.client("speaker");
    Talk talk(speaker, nobody);
    talk.go_on();
    const std::size_t before = daemon.process().resident_kilobytes();
    for (int round = 0; round < 5; ++round) {
        Client sleeper = daemon.client("sleeper");
        const std::size_t start = talk.bytes();
        while (count_containing(speaker.answer("/who"), "sleeper") > 0) {
            talk.go_on();
            ASSERT_LT(talk.bytes() - start, 40'000'000U) << "the sleeper's queue never filled";
        }
    }

    EXPECT_LE(daemon.process().resident_kilobytes(), before + 4 * 1024);
}

TEST(SlowReader, OneWhoOnlyAsksAndNeverReadsIsClosedToo) {
    Confabd daemon({"--max-queue", "65536"});
    Client alice = daemon.client("alice");
    Client asker = daemon.client("asker");
    const std::string questions = times(1000, "/help\n");

    for (int round = 0; count_containing(alice.answer("/who"), "asker") > 0; ++round) {
        ASSERT_LT(round, 100000) << "the asker is never closed";
        asker.send_without_reading(questions);
    }

    alice.say("still well");
    alice.expect("alice: still well");
}

// What waits between threads, and chunks that are kept for a few bytes, would come on top of the queues.
TEST(SlowReader, ManyOnSeveralThreadsTakeNoMoreMemoryThanTheirQueues) {
    constexpr std::size_t askers = 200;
    constexpr std::size_t queue = 262144;
    constexpr std::size_t slack = 32 * 1024;  // kB: the heap's gaps, the threads' arenas and buffers
    Confabd daemon({"--threads", "4", "--max-queue", std::to_string(queue), "--flood-rate", "0", "--log-rate",
                    "0", "--history-keep", "0"});
    std::vector<Client> clients;
    for (std::size_t i = 0; i < askers; ++i) clients.push_back(daemon.connect({.receive_buffer = 4096}));
    greet_all(clients);
    const std::size_t idle = daemon.process().resident_kilobytes();
    const std::string questions = times(20, "/help\n");

    for (int round = 0; count_containing(daemon.log().lines(), "too slow") < askers; ++round) {
        ASSERT_LT(round, 100000) << "they are never closed";
        for (Client& client : clients) client.send_without_reading(questions);
    }

    const std::size_t grown = daemon.process().most_resident_kilobytes() - idle;
    RecordProperty("grown_kilobytes", static_cast<int>(grown));
    EXPECT_LE(grown, askers * queue / 1024 + slack);
}

}  // namespace
}  // namespace confab::e2e
