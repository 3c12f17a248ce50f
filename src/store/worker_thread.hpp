// A thread that does what is handed to it, one thing after the other.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "condition.hpp"

namespace confab::store {

// A thread, and what wakes and ends it. It has ended when this is gone, so it is the last member of a class
// whose other members it uses.
struct StoppableThread {
    StoppableThread() = default;
    ~StoppableThread() { stop(); }
    StoppableThread(const StoppableThread&) = delete;
    StoppableThread& operator=(const StoppableThread&) = delete;

    void start(std::function<void()> run) { thread = std::thread(std::move(run)); }
    // Tells the thread, and waits until it has ended. Nothing if there is none.
    void stop() {
        if (!thread.joinable()) return;
        {
            const std::lock_guard lock(mutex);
            stopping = true;
            wake.notify_all();
        }
        thread.join();
    }

    mutable std::mutex mutex;
    Condition wake;
    std::atomic<bool> stopping{false};  // changes under the mutex
    std::thread thread{};
};

enum class AtStop { drop, finish };  // what waits then

// With a queue that has a limit.
template <class Task>
class WorkerThread {
  public:
    WorkerThread(std::size_t max_waiting, AtStop at_stop) : max_waiting_(max_waiting), at_stop_(at_stop) {}

    // `work` is called on the thread.
    void start(std::function<void(Task)> work) {
        work_ = std::move(work);
        thread_.start([this] { run(); });
    }
    void stop() { thread_.stop(); }

    // False: too many wait, or the thread is to end.
    bool add(Task task) {
        const std::lock_guard lock(thread_.mutex);
        if (thread_.stopping || tasks_.size() >= max_waiting_) return false;
        tasks_.push_back(std::move(task));
        thread_.wake.notify_all();
        return true;
    }
    std::size_t waiting() const {
        const std::lock_guard lock(thread_.mutex);
        return tasks_.size();
    }
    // True: the thread is to end soon.
    const std::atomic<bool>& stopping() const { return thread_.stopping; }

  private:
    void run() {
        while (std::optional<Task> task = next()) work_(std::move(*task));
    }
    // Waits for it. None: the thread ends.
    std::optional<Task> next() {
        std::unique_lock lock(thread_.mutex);
        while (tasks_.empty() && !thread_.stopping) thread_.wake.wait(lock);
        if (tasks_.empty() || (thread_.stopping && at_stop_ == AtStop::drop)) return std::nullopt;
        Task task = std::move(tasks_.front());
        tasks_.pop_front();
        return task;
    }

    const std::size_t max_waiting_;
    const AtStop at_stop_;
    std::function<void(Task)> work_;
    std::deque<Task> tasks_;  // under the thread's mutex
    StoppableThread thread_;  // last: it ends before what it uses is gone
};

}  // namespace confab::store
