#include "checkpoint_thread.hpp"

#include <filesystem>

#include "schema.hpp"
#include "writer.hpp"

namespace confab::store {

void CheckpointThread::start(std::vector<Writer*> watched) {
    watched_ = std::move(watched);
    thread_.start([this] { run(); });
}

void CheckpointThread::copy_journal() {
    const std::lock_guard lock(thread_.mutex);
    if (wanted_) return;
    wanted_ = true;
    thread_.wake.notify_all();
}

void CheckpointThread::run() {
    std::unique_lock lock(thread_.mutex);
    while (!thread_.stopping) {
        if (!wanted_) thread_.wake.wait_until(lock, now() + Milliseconds(1000));
        const bool copy = wanted_;
        lock.unlock();
        for (Writer* writer : watched_) writer->watch();
        if (copy || is_long()) checkpoint();
        lock.lock();
        if (copy) wanted_ = false;  // only now: what comes in between is copied by the writer
    }
}

// The journal starts again from its beginning only when all of it has been copied, so what came while it was
// is copied as well, and that again, which takes less time than lies between two commits. When this does not
// work the writer does it, before the journal is too long (HistoryWriter::bound_journal).
void CheckpointThread::checkpoint() {
    constexpr int tries = 5;
    try {
        if (database_ && !database_->is_there()) database_.reset();
        if (!database_) {
            database_ = std::make_unique<Database>(path_, Database::Access::write);
            tune_history(*database_);
        }
        int pages = 0;
        int copied = 0;
        for (int i = 0; i < tries; ++i) {
            sqlite3_wal_checkpoint_v2(database_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages,
                                      &copied);
            if (copied >= pages) return cut();
        }
    } catch (const StorageError&) {
        database_.reset();  // the writer finds out what is wrong, and tells
    }
}

bool CheckpointThread::is_long() const {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path_ + "-wal", error);
    return !error && size > default_journal_;
}

// A journal that has been copied keeps its size until somebody writes again. Whoever writes, or reads from
// it, is not waited for: there is another try in a second.
void CheckpointThread::cut() {
    constexpr int default_wait_ms = 2000;
    if (!is_long()) return;
    sqlite3_busy_timeout(database_->handle(), 5);
    sqlite3_wal_checkpoint_v2(database_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(database_->handle(), default_wait_ms);
}

}  // namespace confab::store
