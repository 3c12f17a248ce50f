// A thread that writes what is handed to it, many changes a commit, and tries again for as long as
// writing fails. What is written is the derived class's business.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "condition.hpp"
#include "confab/base/time.hpp"
#include "health.hpp"

namespace confab::store {

// Counts what was handed over, from 1.
using Mark = std::uint64_t;

class StorageError;

class Writer {
  public:
    Writer(Part part, Milliseconds group, Milliseconds slow, Health& health)
        : health_(health), part_(part), group_(group), slow_(slow) {}
    virtual ~Writer() = default;  // stop() comes before
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void start() { thread_ = std::thread(&Writer::run, this); }
    // Writes what waits, unless that takes longer than `most`, and ends the thread.
    void stop(Milliseconds most);

    // What was handed over until now, which is to be written at once.
    Mark hurry();
    // Waits until all of that is written. False: it is not by then, or is not going to be soon.
    bool written(Mark mark, Instant until);
    // Is a commit under way that takes too long? For a thread that looks now and then.
    void watch();
    Milliseconds slowest() const { return Milliseconds(slowest_ms_.load(std::memory_order_relaxed)); }

  protected:
    // --- What the derived class does. Those marked (locked) are called with mutex_ held.

    // Something was handed over (locked). `enough`: it need not wait for more.
    void handed_over(bool enough);
    virtual bool waits() const = 0;   // (locked)
    virtual bool enough() const = 0;  // (locked) so much waits that it is written at once
    // (locked) Makes what waits, or as much of it as one commit should have, the batch. Gives what is
    // written when it is.
    virtual Mark take() = 0;
    virtual void write() = 0;                        // the batch, in one transaction; throws StorageError
    virtual std::uint64_t wrote() = 0;               // (locked) forgets the batch; gives how many there were
    virtual void put_back() = 0;                     // (locked) the batch waits again
    virtual void reopen() = 0;                       // writing failed in a way that a new connection may heal
    virtual std::uint64_t take_lost() { return 0; }  // (locked) could not be kept since last asked

    // What else there is to do between commits, a slice at a time. When, if at all?
    virtual Instant chore_due() const { return Instant::max(); }   // (locked)
    virtual void chore() {}                                        // throws StorageError
    virtual void chore_failed() {}                                 // (locked) it is tried again later
    bool is_written(Mark mark) const { return written_ >= mark; }  // (locked)
    bool works() const { return pause_ == Milliseconds{0}; }       // (locked) the last commit did
    bool hangs(Milliseconds most) const;                           // a commit takes longer

    int chore_kind_ = 0;  // of the last one that was begun

    mutable std::mutex mutex_;
    Condition wake_;
    Mark handed_ = 0;
    Health& health_;

  private:
    void run();
    Instant commit_due() const;
    void commit(std::unique_lock<std::mutex>& lock);
    void settle(Mark mark);
    void failed(std::unique_lock<std::mutex>& lock, const char* why);
    void run_chore(std::unique_lock<std::mutex>& lock);
    void chore_went_wrong(std::unique_lock<std::mutex>& lock, const StorageError& error);

    const Part part_;
    const Milliseconds group_;
    const Milliseconds slow_;
    std::thread thread_;
    Condition settled_;
    bool writing_ = false;  // a batch has been taken
    Mark written_ = 0;
    Mark wanted_ = 0;                       // to be written at once
    Instant first_{};                       // when the oldest that waits was handed over
    Instant last_commit_ = Instant::min();  // long ago, also on a machine that has just booted
    Instant retry_{};
    Instant chore_retry_{};
    std::set<int> failed_chores_;  // kinds that did not work the last time
    Milliseconds pause_{0};        // 0: writing works
    std::uint64_t late_ = 0;
    int commits_in_a_row_ = 0;
    std::optional<Instant> stop_by_;
    std::atomic<std::int64_t> busy_since_{0};  // of the steady clock; 0: not writing
    std::atomic<std::int64_t> slowest_ms_{0};
};

}  // namespace confab::store
