#include "tasks.hpp"

namespace confab::store {

void Tasks::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    thread_.join();
}

bool Tasks::add(Task task) {
    constexpr std::size_t most = 16;
    const std::lock_guard lock(mutex_);
    if (tasks_.size() >= most || stopping_ || !thread_.joinable()) return false;
    tasks_.push_back(std::move(task));
    wake_.notify_all();
    return true;
}

void Tasks::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        while (tasks_.empty() && !stopping_) wake_.wait(lock);
        if (tasks_.empty()) return;
        const Task task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        task(stopping_);
        lock.lock();
    }
}

}  // namespace confab::store
