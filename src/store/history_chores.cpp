// What the writer of history does between commits, a slice of some milliseconds at a time.
#include <algorithm>
#include <utility>

#include "history_writer.hpp"
#include "operator_tasks.hpp"

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
    if (!take_purge(purge)) purge->tell(too_many_requests);
}

bool HistoryWriter::forget(RoomKey room, std::uint64_t up_to) {
    auto purge = std::make_unique<Purge>(Purge::OfRoom{std::move(room), up_to});
    return take_purge(purge);
}

// False, and left to the caller, if there are too many.
bool HistoryWriter::take_purge(std::unique_ptr<Purge>& purge) {
    constexpr std::size_t max_purges = 16;
    const std::lock_guard lock(mutex_);
    if (purges_.size() >= max_purges) return false;
    purges_.push_back(std::move(purge));
    purge_after_ = handed_;
    wake_.notify_all();
    return true;
}

void HistoryWriter::abandon() {
    for (const auto& purge : purges_) purge->tell("confabd stops; ask again when it runs");
    purges_.clear();
}

void HistoryWriter::pause_chores(bool on) {
    const std::lock_guard lock(mutex_);
    chores_paused_ = on;
    wake_.notify_all();
}

const std::array<HistoryWriter::Chore, 4> HistoryWriter::chores{{
    {Chore::merging, &HistoryWriter::merge_due, &HistoryWriter::merge_slice},
    {Chore::indexing, &HistoryWriter::index_due, &HistoryWriter::index_slice},
    {Chore::purging, &HistoryWriter::purge_due, &HistoryWriter::purge_slice},
    {Chore::tidying, &HistoryWriter::tidy_due, &HistoryWriter::tidy_slice},
}};

Instant HistoryWriter::chore_due() const {
    Instant first = Instant::max();
    if (chores_paused_) return first;
    for (const Chore& chore : chores) first = std::min(first, (this->*chore.due)());
    return first;
}

void HistoryWriter::chore() {
    Connection& to = connection();
    bound_journal(to);
    const Chore* next = next_chore();
    if (next == nullptr) return;
    chore_kind_ = next->kind;
    (this->*next->slice)(to);
}

// The most urgent one that is due. After a slice of indexing, which may be due for long, the chores below it
// have their turn.
const HistoryWriter::Chore* HistoryWriter::next_chore() {
    const std::lock_guard lock(mutex_);
    const Instant time = now();
    const Chore* next = nullptr;
    for (const Chore& chore : chores) {
        if ((this->*chore.due)() > time) continue;
        next = &chore;
        if (chore.kind != Chore::indexing || !indexed_last_) break;
    }
    if (next != nullptr && next->kind != Chore::merging) indexed_last_ = next->kind == Chore::indexing;
    return next;
}

Instant HistoryWriter::merge_due() const { return merge_words_ ? Instant{} : Instant::max(); }

void HistoryWriter::merge_slice(Connection& to) {
    const auto merge_again = [this](bool on) {
        const std::lock_guard lock(mutex_);
        merge_words_ = on;
    };
    merge_again(false);  // also if it fails
    merge_again(to.rows->words().merge());
}

Instant HistoryWriter::index_due() const {
    if (indexing_ || unindexed_ >= worth_indexing) return {};
    return unindexed_ > 0 ? index_at_ : Instant::max();
}

void HistoryWriter::index_slice(Connection& to) {
    const bool more = to.rows->words().slice();
    if (!more) indexing_words_.end();
    if (more && !indexing_words_.percent()) indexing_words_.begin();
    if (more && indexing_words_.is_log_due()) indexing_words_.has_left(to.rows->words().left(), "messages");
    const std::lock_guard lock(mutex_);
    indexing_ = more;
    merge_words_ = true;
    if (!more) unindexed_ = 0;
}

Instant HistoryWriter::purge_due() const {
    return !purges_.empty() && is_written(purge_after_) ? Instant{} : Instant::max();
}

void HistoryWriter::purge_slice(Connection& to) {
    std::unique_lock lock(mutex_);
    Purge& purge = *purges_.front();
    lock.unlock();
    std::string failure;
    try {
        if (!purging_.percent()) purging_.begin();
        if (purge.slice(to.database, *to.rows)) {
            const auto last = static_cast<std::uint64_t>(std::max<std::int64_t>(1, purge.last()));
            return purging_.is_at(static_cast<std::uint64_t>(purge.looked_at()), last);
        }
    } catch (const StorageError& error) {
        if (purge.must_be()) throw;
        failure = error.what();
    }
    purging_.end();
    purge.tell(failure);
    lock.lock();
    purges_.pop_front();
}

Instant HistoryWriter::tidy_due() const { return tidying_ ? Instant{} : tidy_at_; }

void HistoryWriter::tidy_slice(Connection& to) {
    std::unique_lock lock(mutex_);
    const bool begins = !std::exchange(tidying_, true);
    lock.unlock();
    if (begins) begin_tidying(to);
    if (retention_ && retention_->slice()) return;
    retention_.reset();
    deleted_.tell();
    lock.lock();
    tidying_ = false;
}

void HistoryWriter::begin_tidying(Connection& to) {
    std::unique_lock lock(mutex_);
    const KeepRules keep = keep_;
    tidy_at_ = now() + settings_.tidy_every;
    lock.unlock();
    const Now time = settings_.clocks();
    const bool by_age = clock_watch_.settled(time);
    retention_ = std::make_unique<Retention>(to.database, *to.rows, keep, time.wall, by_age, deleted_);
}

// The next walk finds what this one left.
void HistoryWriter::chore_failed() {
    if (tidying_) tidy_at_ = {};
    retention_.reset();
    tidying_ = false;
}

}  // namespace confab::store
