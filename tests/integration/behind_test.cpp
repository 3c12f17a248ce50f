// A log that cannot keep up with what is said: people are read from more slowly, and nothing is lost.
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "confab/core/ports/message_log.hpp"
#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

// Behind after so many lines, until it is told otherwise.
class SlowLog final : public MessageLog {
  public:
    explicit SlowLog(int most) : most_(most) {}
    bool lasts() const override { return true; }
    void add(const KeptMessage&) override {
        if (++added >= most_) slow = true;
    }
    bool behind() const override {
        if (slow) asked = true;
        return slow;
    }
    void catch_up() {
        most_ = 1'000'000;
        slow = false;
    }

    std::atomic<int> added{0};
    std::atomic<bool> slow{false};
    mutable std::atomic<bool> asked{false};

  private:
    std::atomic<int> most_;
};

class Behind : public testing::TestWithParam<unsigned> {};

TEST_P(Behind, NobodyIsReadFromUntilTheLogHasCaughtUp) {
    SlowLog log(10);
    RunningServer server(quiet_settings(GetParam()), {.log = &log});
    Client alice(server.port());
    Client bob(server.port());
    alice.greeted();
    bob.greeted();

    for (int i = 0; i < 10; ++i) alice.say(std::to_string(i));
    while (!log.asked) std::this_thread::yield();
    for (int i = 10; i < 1000; ++i) {
        alice.say(std::to_string(i));
        bob.say(std::to_string(i));
    }
    // Goes round through the hub's thread: what it was going to read, it has read.
    for (int i = 0; i < 100; ++i) {
        std::promise<void> there;
        server.post([&](Hub&, Now) { there.set_value(); });
        there.get_future().wait();
    }
    const int before = log.added;
    log.catch_up();
    while (log.added < 1990) std::this_thread::yield();

    EXPECT_EQ(before, 10);
    EXPECT_EQ(log.added, 1990);
}

TEST_P(Behind, StoppingDoesNotWaitForTheLog) {
    SlowLog log(1);
    RunningServer server(quiet_settings(GetParam()), {.log = &log});
    Client alice(server.port());
    alice.greeted();
    alice.say("one");
    while (!log.asked) std::this_thread::yield();
    alice.say("two");

    server.stop();

    EXPECT_LE(log.added, 2);
}

INSTANTIATE_TEST_SUITE_P(OnThreads, Behind, testing::Values(1U, 3U));

}  // namespace
}  // namespace confab::integration
