// kill -9 in the middle of a flood: what was added some time before is there, once and in order.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <deque>
#include <random>
#include <thread>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

constexpr int rounds = 10;
constexpr int rooms = 3;
constexpr std::chrono::milliseconds promise{
    250};  // with other tests beside it; e2e/kill_test has the real one

struct Sent {
    std::chrono::steady_clock::time_point when;
    std::array<std::uint64_t, 2> what;  // room, id
};

// Adds lines for as long as it lives, and tells of each what must survive from now on.
[[noreturn]] void flood(const std::string& directory, int pipe) {
    Kept kept(directory);
    std::array<std::uint64_t, rooms> next{};
    for (const RoomTail& tail : kept.store().load().tails) {
        next.at(static_cast<std::size_t>(tail.room.text.back() - '0')) = tail.last_id;
    }
    std::deque<Sent> sent;
    std::mt19937 random(std::random_device{}());
    while (true) {
        const std::size_t room = random() % rooms;
        const std::uint64_t id = ++next.at(room);
        kept.say({.room = "room" + std::to_string(room), .id = id, .text = "line " + std::to_string(id)});
        const auto now = std::chrono::steady_clock::now();
        sent.push_back({now, {room, id}});
        while (now - sent.front().when > promise) {
            if (write(pipe, sent.front().what.data(), sizeof(sent.front().what)) < 0) _exit(1);
            sent.pop_front();
        }
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
}

// What the child told before it was killed.
std::array<std::uint64_t, rooms> promised_until_killed(const std::string& directory, std::mt19937& random) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        flood(directory, ends[1]);
    }
    close(ends[1]);
    std::array<std::uint64_t, rooms> promised{};
    std::array<std::uint64_t, 2> what{};
    const auto take = [&] {
        if (read(ends[0], what.data(), sizeof(what)) != sizeof(what)) return false;
        promised.at(what[0]) = what[1];
        return true;
    };
    EXPECT_TRUE(take());  // it is in the middle of it
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(random() % 300);
    while (std::chrono::steady_clock::now() < until && take()) {
    }
    kill(child, SIGKILL);
    while (take()) {  // what it had told by then
    }
    waitpid(child, nullptr, 0);
    close(ends[0]);
    return promised;
}

TEST(KilledInAFlood, LosesNothingOlderThanItsPromise) {
    const TemporaryDirectory directory;
    std::mt19937 random(std::random_device{}());

    for (int round = 0; round < rounds; ++round) {
        const auto promised = promised_until_killed(directory.path(), random);

        Kept kept(directory.path());
        ASSERT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
        const StoredState state = kept.store().load();
        for (std::size_t room = 0; room < rooms; ++room) {
            const std::string name = "room" + std::to_string(room);
            const std::int64_t newest = look(kept.history(),
                                             "SELECT max(m.number) & 0xffffffff FROM message m JOIN room r "
                                             "ON m.number >> 40 = r.number WHERE r.name='" +
                                                 name + "'");
            const std::int64_t lines = look(kept.history(),
                                            "SELECT count(*) FROM message m JOIN room r "
                                            "ON m.number >> 40 = r.number WHERE r.name='" +
                                                name + "'");
            EXPECT_GE(newest, static_cast<std::int64_t>(promised.at(room))) << name << " in round " << round;
            EXPECT_EQ(lines, newest) << "none is missing in between and none is there twice";
        }
        for (const RoomTail& tail : state.tails) {
            for (std::size_t i = 1; i < tail.lines.size(); ++i) {
                EXPECT_EQ(tail.lines[i].id, tail.lines[i - 1].id + 1);
            }
            EXPECT_EQ(tail.lines.back().text, "line " + std::to_string(tail.last_id));
        }
        const std::int64_t all = look(kept.history(), "SELECT count(*) FROM message");
        wait_until([&] {  // the index catches up by itself, and has none twice
            return look(kept.history(), "SELECT count(*) FROM words WHERE words MATCH 'line'") == all;
        });
    }
}

}  // namespace
}  // namespace confab::store
