// A condition variable that waits by the steady clock. The standard one does so with a call that g++ 12's
// thread sanitizer does not know, and by the wall clock a step back in time would hold a commit up.
#pragma once

#include <pthread.h>

#include <chrono>
#include <mutex>

namespace confab::store {

using Instant = std::chrono::steady_clock::time_point;

inline Instant now() { return std::chrono::steady_clock::now(); }

class Condition {
  public:
    Condition() {
        pthread_condattr_t attributes;
        pthread_condattr_init(&attributes);
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);  // which the steady clock is
        pthread_cond_init(&handle_, &attributes);
        pthread_condattr_destroy(&attributes);
    }
    ~Condition() { pthread_cond_destroy(&handle_); }
    Condition(const Condition&) = delete;
    Condition& operator=(const Condition&) = delete;

    void notify_all() { pthread_cond_broadcast(&handle_); }
    void wait(std::unique_lock<std::mutex>& lock) {
        pthread_cond_wait(&handle_, lock.mutex()->native_handle());
    }
    void wait_until(std::unique_lock<std::mutex>& lock, Instant until) {
        if (until == Instant::max()) return wait(lock);
        const auto since = until.time_since_epoch();
        const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
        timespec when{};
        when.tv_sec = seconds.count();
        when.tv_nsec = std::chrono::nanoseconds(since - seconds).count();
        pthread_cond_timedwait(&handle_, lock.mutex()->native_handle(), &when);
    }

  private:
    pthread_cond_t handle_;
};

}  // namespace confab::store
