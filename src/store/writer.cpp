#include "writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "database.hpp"

namespace confab::store {

namespace {

constexpr Milliseconds first_pause{50};
constexpr Milliseconds max_pause{5000};
// Under so much load that there is no time between commits, there still is one for a chore after these.
constexpr int max_in_a_row = 50;

// Where the connection itself is fine and only space or a lock is missing, opening it again is of no use.
bool wants_reopening(int code) { return code != SQLITE_FULL && code != SQLITE_BUSY && code != SQLITE_LOCKED; }

}  // namespace

void Writer::stop(Milliseconds most) {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stop_by_ = now() + most;
        retry_ = now();  // the disk may just have been made room on
        wake_.notify_all();
        settled_.notify_all();
    }
    thread_.join();
}

void Writer::handed_over(bool enough) {
    ++handed_;
    // The thread sleeps until something comes, and then until it is due; in between it need not be woken.
    if (first_ == Instant{}) {
        first_ = now();
        wake_.notify_all();
    } else if (enough) {
        wake_.notify_all();
    }
}

Mark Writer::hurry() {
    const std::lock_guard lock(mutex_);
    if (!writing_) settle(written_);
    wanted_ = handed_;
    if (written_ < wanted_) wake_.notify_all();
    return wanted_;
}

bool Writer::written(Mark mark, Instant until) {
    std::unique_lock lock(mutex_);
    while (written_ < mark && pause_ == Milliseconds{0} && !stop_by_ && now() < until) {
        settled_.wait_until(lock, until);
    }
    return written_ >= mark;
}

// Where nothing waits, whatever was handed over was written, or was dropped and counts as lost: neither is
// waited for.
void Writer::settle(Mark mark) { written_ = waits() ? mark : handed_; }

bool Writer::hangs(Milliseconds most) const {
    const std::int64_t since = busy_since_.load(std::memory_order_relaxed);
    return since != 0 && now() - Instant{Instant::duration(since)} > most;
}

void Writer::watch() {
    if (hangs(slow_)) health_.bad(part_, "writing takes too long, the disk is slow or does not answer");
}

Instant Writer::commit_due() const {
    if (pause_ != Milliseconds{0}) return stop_by_ ? std::min(retry_, *stop_by_) : retry_;
    if (!waits()) return Instant::max();
    if (stop_by_ || enough() || written_ < wanted_) return {};  // at once
    return std::max(first_, last_commit_ + group_);             // what comes alone waits for nobody
}

void Writer::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        const Instant time = now();
        if (stop_by_ && (!waits() || time >= *stop_by_)) return;
        const Instant commit_at = commit_due();
        const bool chores = !stop_by_ && works();
        const Instant chore_at = chores ? std::max(chore_due(), chore_retry_) : Instant::max();
        const bool turn_of_chores = commits_in_a_row_ >= max_in_a_row && chore_at <= time;
        if (commit_at <= time && !turn_of_chores) {
            ++commits_in_a_row_;
            commit(lock);
        } else if (chore_at <= time) {
            commits_in_a_row_ = 0;
            run_chore(lock);
        } else {
            wake_.wait_until(lock, std::min(commit_at, chore_at));
        }
    }
}

void Writer::commit(std::unique_lock<std::mutex>& lock) {
    const Mark mark = take();
    writing_ = true;
    first_ = {};
    const Instant began = now();
    busy_since_.store(began.time_since_epoch().count(), std::memory_order_relaxed);
    lock.unlock();
    std::optional<StorageError> error;
    try {
        write();
    } catch (const StorageError& what) {
        error = what;
    }
    if (error && wants_reopening(error->code())) reopen();
    busy_since_.store(0, std::memory_order_relaxed);
    const auto took = std::chrono::duration_cast<Milliseconds>(now() - began);
    if (took.count() > slowest_ms_.load(std::memory_order_relaxed)) {
        slowest_ms_.store(took.count(), std::memory_order_relaxed);
    }
    lock.lock();
    writing_ = false;
    last_commit_ = now();

    if (error) {
        put_back();
        if (first_ == Instant{}) first_ = now();
        failed(lock, error->what());
        return;
    }
    const std::uint64_t count = wrote();
    if (pause_ != Milliseconds{0} || took > slow_ || late_ > 0) late_ += count;
    pause_ = Milliseconds{0};
    settle(mark);
    if (waits() && first_ == Instant{}) first_ = now();
    settled_.notify_all();
    if (waits()) return;
    const std::uint64_t lost = take_lost();
    const std::uint64_t late = late_;
    late_ = 0;
    lock.unlock();
    if (lost > 0) health_.bad(part_, "more is said than can be written");
    health_.good(part_, late, lost);
    lock.lock();
}

void Writer::failed(std::unique_lock<std::mutex>& lock, const char* why) {
    pause_ = pause_ == Milliseconds{0} ? first_pause : std::min(2 * pause_, max_pause);
    retry_ = now() + pause_;
    settled_.notify_all();  // who waits for it is not going to be served soon
    lock.unlock();
    health_.bad(part_, why);
    lock.lock();
}

void Writer::run_chore(std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    try {
        chore();
        if (failed_chores_.erase(chore_kind_) > 0 && failed_chores_.empty()) {
            health_.good(Part::upkeep, 0, 0);
        }
    } catch (const StorageError& error) {
        return chore_went_wrong(lock, error);
    }
    lock.lock();
}

// Operators hear of it when it fails again: the first time it may be what writing fails of as well, and
// then that is told.
void Writer::chore_went_wrong(std::unique_lock<std::mutex>& lock, const StorageError& error) {
    constexpr Milliseconds second_try{1000};
    if (wants_reopening(error.code())) reopen();
    const bool again = !failed_chores_.insert(chore_kind_).second;
    if (again) health_.bad(Part::upkeep, fmt::format("tidying up fails, {}", error.what()));
    lock.lock();
    chore_retry_ = now() + (again ? max_pause : second_try);
    chore_failed();
}

}  // namespace confab::store
