#include "keeper.hpp"

#include "history_writer.hpp"
#include "schema.hpp"

namespace confab::store {

void Keeper::start(HistoryWriter& history, std::vector<Writer*> watched) {
    history_ = &history;
    watched_ = std::move(watched);
    thread_ = std::thread(&Keeper::run, this);
}

void Keeper::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    thread_.join();
}

void Keeper::copy_journal() {
    const std::lock_guard lock(mutex_);
    if (wanted_) return;
    wanted_ = true;
    wake_.notify_all();
}

void Keeper::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (!wanted_) wake_.wait_until(lock, std::chrono::steady_clock::now() + Milliseconds(1000));
        const bool copy = wanted_;
        lock.unlock();
        for (Writer* writer : watched_) writer->watch();
        if (copy) checkpoint();
        lock.lock();
        if (copy) wanted_ = false;  // only now: what comes in between is copied by the writer
    }
}

// The journal starts again from its beginning only when all of it has been copied, so what came while it was
// is copied as well, and that again, which takes less time than lies between two commits. Only when this
// never works, the writer does it, and holds up what comes.
void Keeper::checkpoint() {
    constexpr int tries = 5;
    constexpr int too_long = 16'000;  // pages: 64 MiB
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
            if (copied >= pages) return;
        }
        if (pages > too_long) history_->finish_journal();
    } catch (const StorageError&) {
        database_.reset();  // the writer finds out what is wrong, and tells
    }
}

}  // namespace confab::store
