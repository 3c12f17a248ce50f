// What the writer of history does between commits, a slice of some milliseconds at a time.
#include <utility>

#include "history_writer.hpp"

namespace confab::store {

namespace {

// Words are indexed when there are so many messages, or after so long: a few at a time would make many small
// pieces of index, that have to be merged.
constexpr std::size_t worth_indexing = 1000;

}  // namespace

void HistoryWriter::configure(KeepRules keep) {
    const std::lock_guard lock(mutex_);
    keep_ = keep;
    tidy_at_ = std::chrono::steady_clock::now();
    wake_.notify_all();
}

void HistoryWriter::purge(std::unique_ptr<Purge> purge) {
    if (!take_purge(purge)) purge->tell("too much is asked for already; try again later");
}

bool HistoryWriter::forget(std::string room_key, std::uint64_t up_to) {
    auto purge = std::make_unique<Purge>(Purge::OfRoom{std::move(room_key), up_to});
    return take_purge(purge);
}

// False, and left to the caller, if there are too many.
bool HistoryWriter::take_purge(std::unique_ptr<Purge>& purge) {
    constexpr std::size_t most = 16;
    const std::lock_guard lock(mutex_);
    if (purges_.size() >= most) return false;
    purges_.push_back(std::move(purge));
    purge_after_ = handed_;
    wake_.notify_all();
    return true;
}

void HistoryWriter::abandon() {
    for (const auto& purge : purges_) purge->tell("confabd stops; ask again when it runs");
    purges_.clear();
}

void HistoryWriter::rest(bool on) {
    const std::lock_guard lock(mutex_);
    resting_ = on;
    wake_.notify_all();
}

bool HistoryWriter::index_due() const {
    if (indexing_ || unindexed_ >= worth_indexing) return true;
    return unindexed_ > 0 && std::chrono::steady_clock::now() >= index_at_;
}

Instant HistoryWriter::chore_due() const {
    if (resting_) return Instant::max();
    if (merge_words_ || tidying_ || index_due()) return {};  // at once
    if (!purges_.empty() && is_written(purge_after_)) return {};
    return unindexed_ > 0 ? std::min(index_at_, tidy_at_) : tidy_at_;
}

void HistoryWriter::chore() {
    enum { merging = 1, indexing, purging, tidying };
    Connection& to = connection();
    bound_journal(to);
    std::unique_lock lock(mutex_);
    if (std::exchange(merge_words_, false)) {
        chore_kind_ = merging;
        lock.unlock();
        const bool more = to.rows->words().merge();
        lock.lock();
        merge_words_ = more;
        return;
    }
    const bool purge_due = !purges_.empty() && is_written(purge_after_);
    const bool others_due = purge_due || tidying_ || tidy_at_ <= std::chrono::steady_clock::now();
    indexed_last_ = index_due() && !(indexed_last_ && others_due);
    if (indexed_last_) {
        chore_kind_ = indexing;
        lock.unlock();
        const bool more = to.rows->words().slice();
        lock.lock();
        indexing_ = more;
        merge_words_ = true;
        if (!more) unindexed_ = 0;
        return;
    }
    if (purge_due) {
        chore_kind_ = purging;
        Purge& purge = *purges_.front();
        lock.unlock();
        std::string failure;
        try {
            if (purge.slice(to.database, *to.rows)) return;
        } catch (const StorageError& error) {
            if (purge.must_be()) throw;
            failure = error.what();
        }
        purge.tell(failure);
        lock.lock();
        purges_.pop_front();
        return;
    }
    chore_kind_ = tidying;
    if (!tidying_) {
        const KeepRules keep = keep_;
        tidy_at_ = std::chrono::steady_clock::now() + settings_.tidy_every;
        tidying_ = true;
        lock.unlock();
        const Now time = settings_.clocks();
        const bool by_age = clock_watch_.settled(time);
        retention_ = std::make_unique<Retention>(to.database, *to.rows, keep, time.wall, by_age, deleted_);
    } else {
        lock.unlock();
    }
    if (retention_ && retention_->slice()) return;
    retention_.reset();
    deleted_.tell();
    lock.lock();
    tidying_ = false;
}

// The next walk finds what this one left.
void HistoryWriter::chore_failed() {
    if (tidying_) tidy_at_ = {};
    retention_.reset();
    tidying_ = false;
}

}  // namespace confab::store
