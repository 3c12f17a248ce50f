// A thread with a queue: its limit, and what its end does with what waits.
#include "store/worker_thread.hpp"

#include <gtest/gtest.h>

#include <future>
#include <vector>

namespace confab::store {
namespace {

// Takes one task and works on it until it is let go.
struct Busy {
    explicit Busy(AtStop at_stop, std::size_t max_waiting = 2) : worker(max_waiting, at_stop) {
        worker.start([this](int task) {
            done.push_back(task);
            if (task != 0) return;
            begun.set_value();
            released.get_future().wait();
        });
        EXPECT_TRUE(worker.add(0));
        begun.get_future().wait();
    }
    // Lets it go once it is to end.
    void stop() {
        std::thread waiter([this] {
            while (!worker.stopping()) std::this_thread::yield();
            released.set_value();
        });
        worker.stop();
        waiter.join();
    }

    std::promise<void> begun;
    std::promise<void> released;
    std::vector<int> done;  // read after stop()
    WorkerThread<int> worker;
};

TEST(Worker, RefusesATaskAtTheLimit) {
    Busy busy(AtStop::finish);

    EXPECT_TRUE(busy.worker.add(1));
    EXPECT_TRUE(busy.worker.add(2));
    EXPECT_FALSE(busy.worker.add(3));

    EXPECT_EQ(busy.worker.waiting(), 2U);
    busy.stop();
    EXPECT_EQ(busy.done, (std::vector<int>{0, 1, 2}));
}

TEST(Worker, FinishesWhatWaitsWhenItStops) {
    Busy busy(AtStop::finish);
    busy.worker.add(1);

    busy.stop();

    EXPECT_EQ(busy.done, (std::vector<int>{0, 1}));
}

TEST(Worker, DropsWhatWaitsWhenItStops) {
    Busy busy(AtStop::drop);
    busy.worker.add(1);

    busy.stop();

    EXPECT_EQ(busy.done, std::vector<int>{0});
}

TEST(Worker, RefusesATaskAfterItStopped) {
    Busy busy(AtStop::finish);
    busy.stop();

    EXPECT_FALSE(busy.worker.add(1));
    busy.worker.stop();  // a second time does nothing
    EXPECT_EQ(busy.done, std::vector<int>{0});
}

TEST(Worker, StopsThoughItNeverStarted) {
    WorkerThread<int> worker(1, AtStop::finish);
    EXPECT_TRUE(worker.add(1));

    worker.stop();

    EXPECT_FALSE(worker.stopping());
}

TEST(StoppedThread, IsWokenAndWaitedFor) {
    bool ended = false;
    StoppableThread thread;
    thread.start([&] {
        std::unique_lock lock(thread.mutex);
        while (!thread.stopping) thread.wake.wait(lock);
        ended = true;
    });

    thread.stop();

    EXPECT_TRUE(ended);
}

TEST(StoppedThread, NeedNotHaveBeenStarted) {
    StoppableThread thread;

    thread.stop();

    EXPECT_FALSE(thread.stopping);
}

}  // namespace
}  // namespace confab::store
