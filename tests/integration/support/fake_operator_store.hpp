// A store for operators that answers on a thread of its own, when and what a test says.
#pragma once

#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "confab/core/ports/operator_store.hpp"

namespace confab::integration {

class FakeOperatorStore : public OperatorStore {
  public:
    ~FakeOperatorStore() override { join(); }

    StorageStats stats() const override { return stats_; }
    std::optional<unsigned> percent(Work /*kind*/) const override { return done; }
    void backup(std::string directory, Done done) override {
        note("backup " + directory);
        if (!silent) work([this, done = std::move(done)] { done(error); });
        held = std::move(done);
    }
    void export_room(RoomKey room, Format format, Sink sink, Counted done) override {
        note("export " + room.stored() + (format == Format::objects ? " json" : " text"));
        work([this, sink = std::move(sink), done = std::move(done)] {
            std::uint64_t count = 0;
            for (const std::string& piece : pieces) {
                if (!sink(piece)) {
                    cut_short.set_value();
                    break;
                }
                ++count;
            }
            done(error, count);
        });
    }
    void purge(std::string name_key, AccountId account, Counted done) override {
        note("purge " + name_key + " " + std::to_string(account));
        work([this, done = std::move(done)] { done(error, purged); });
    }
    void audit(std::size_t last, std::string about, Audited done) override {
        note("audit " + std::to_string(last) + " " + about);
        work([this, done = std::move(done)] { done(error, entries); });
    }

    void join() {
        for (std::thread& thread : std::exchange(threads_, std::vector<std::thread>{})) thread.join();
    }
    std::string asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

    bool silent = false;           // backup() answers never
    Done held;                     // what it would have answered to
    std::optional<unsigned> done;  // percent, of anything
    std::string error;
    std::uint64_t purged = 42;
    std::vector<std::string> pieces;
    std::promise<void> cut_short;
    std::vector<AuditEntry> entries;
    StorageStats stats_;

  private:
    void note(std::string what) {
        const std::lock_guard lock(mutex_);
        asked_ = std::move(what);
    }
    void work(std::function<void()> what) { threads_.emplace_back(std::move(what)); }

    std::mutex mutex_;
    std::string asked_;
    std::vector<std::thread> threads_;
};

}  // namespace confab::integration
