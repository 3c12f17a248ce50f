// A thread for what an operator asks for, one thing after the other.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "condition.hpp"

namespace confab::store {

class Tasks {
  public:
    // True: the store is closing, and the task is to end soon.
    using Stopping = std::atomic<bool>;
    using Task = std::function<void(const Stopping& stopping)>;

    ~Tasks() { stop(); }
    void start() { thread_ = std::thread(&Tasks::run, this); }
    // What waits is done all the same, knowing that it is to end soon.
    void stop();
    // False: too many wait.
    bool add(Task task);

  private:
    void run();

    std::mutex mutex_;
    Condition wake_;
    std::deque<Task> tasks_;
    Stopping stopping_{false};
    std::thread thread_;
};

}  // namespace confab::store
