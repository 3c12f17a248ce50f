// A delivery to a client that is up to date costs a send and nothing else: what the server allocates
// for a message must not depend on how many hear it. This program counts.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace {

// All threads but the test's own are the server's.
thread_local bool is_the_test = false;
std::atomic<std::size_t> allocations = 0;

}  // namespace

// Not inlined, or g++ 12 sees free() of memory that came from new and warns.
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (!is_the_test) allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace confab::integration {
namespace {

constexpr std::size_t messages = 200;
// Timers of the server's own, a batch to a shard more: less than one in a hundred deliveries.
constexpr std::size_t slack = messages;

// A room in which one person talks, and all hear everything.
class EventSink {
  public:
    EventSink(unsigned threads, std::size_t members) : server_(quiet_settings(threads)) {
        while (members_.size() < members) members_.emplace_back(server_.port()).greeted();
        // More than the 1,000 lines that the room's history keeps; then all its places are used again.
        for (int round = 0; round < 6; ++round) talk_at_once();
        talk_one_by_one();
    }

    // Each message is a turn of its own.
    std::size_t talk_one_by_one() {
        const std::size_t before = allocations;
        for (std::size_t i = 0; i < messages; ++i) {
            members_.front().say(text);
            hear(1);
        }
        return allocations - before;
    }
    // Many messages share a turn.
    std::size_t talk_at_once() {
        std::string all;
        for (std::size_t i = 0; i < messages; ++i) all.append(text).append("\n");
        const std::size_t before = allocations;
        members_.front().send(all);
        hear(messages);
        return allocations - before;
    }

  private:
    static constexpr std::string_view text = "a line of the usual length, about as long as this one";

    void hear(std::size_t lines) {
        for (Client& member : members_) {
            for (std::size_t i = 0; i < lines; ++i) {
                ASSERT_EQ(member.line(), expected_);
            }
        }
    }

    RunningServer server_;
    std::vector<Client> members_;
    const std::string expected_ = std::string("guest1: ").append(text);
};

class ServerAllocation : public testing::TestWithParam<unsigned> {
  protected:
    ServerAllocation() { is_the_test = true; }
};

INSTANTIATE_TEST_SUITE_P(Threads, ServerAllocation, testing::Values(1U, 3U));

TEST_P(ServerAllocation, TheCountIsReal) {
    RunningServer server(quiet_settings(GetParam()));
    const std::size_t before = allocations;

    Client(server.port()).greeted();

    EXPECT_GT(allocations, before);
}

TEST_P(ServerAllocation, MessagesCostTheSameForTwentyAndForTwoHundred) {
    EventSink few(GetParam(), 20);
    EventSink many(GetParam(), 200);

    EXPECT_LE(many.talk_one_by_one(), few.talk_one_by_one() + slack);
    EXPECT_LE(many.talk_at_once(), few.talk_at_once() + slack);
}

TEST(ServerAllocationOnOneThread, AMessageCostsNone) {
    is_the_test = true;
    EventSink room(1, 50);

    EXPECT_LT(room.talk_one_by_one(), messages / 10);
    EXPECT_LT(room.talk_at_once(), messages / 10);
}

}  // namespace
}  // namespace confab::integration
