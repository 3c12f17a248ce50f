// Everything durable: two SQLite databases in one directory. state.db has what must never be lost
// (synchronous=FULL), history.db what was said (group commit; survives a crash of confabd to within
// `group`, and a power cut to within a few seconds).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "confab/base/clock_watch.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/ports/operator_store.hpp"
#include "confab/core/ports/state_store.hpp"

namespace confab::store {

// As they are now.
Now read_clocks();

struct StoreSettings {
    std::string directory;
    Milliseconds group{10};                           // between commits; what comes meanwhile shares the next
    std::size_t max_waiting = std::size_t{64} << 20;  // bytes of messages that wait for a commit
    std::size_t max_waiting_seats = 100'000;          // places of guests that do
    std::size_t max_questions = 256;                  // that wait to be answered
    Milliseconds search_limit{5000};                  // a question that takes longer fails
    Milliseconds slow{2000};                          // writing that takes longer is told to operators
    // How long what is said is kept, and how many of a room's last lines; 0: no limit.
    Milliseconds keep{0};
    std::uint64_t keep_lines = 0;
    Milliseconds tidy_every{60'000};  // how often that is looked after
    // Nothing is deleted by its age before the clock has run evenly for so long (ClockWatch).
    Milliseconds settling = ClockWatch::usual;
    std::function<Now()> clocks = read_clocks;
    // Bytes of history's journal (history.db-wal): the writer waits until it has been copied before it grows
    // further. Once it has been, the file is cut when it has more than a quarter of that.
    std::uint64_t max_journal = std::uint64_t{64} << 20;
    // When words are indexed at the latest, unless a lot is said. Searches find them before.
    Milliseconds index_after{1000};
    // What load() gives of each of the rooms used last.
    std::size_t tail_lines = 20;
    std::size_t tail_bytes = 262144;
    std::size_t tail_rooms = 1000;
    // What makes the keys of names (NameRules::key_of), and the version of the tables it goes by. When that
    // is another one than at the last load(), all keys that are kept are made anew. Empty: they are not.
    std::string key_version{};
    std::function<std::string(std::string_view name)> key_of{};
};

// Called on the store's threads, one call of each at a time; none may call the store's destructor, and a
// slow one holds up what comes after it. None is called any more once the destructor has returned.
struct StoreCallbacks {
    std::function<void(HistoryAnswer)> found;
    // Once when storing begins to fail, and once when it is over, with one line for operators. May not call
    // the store.
    std::function<void(bool good, std::string why)> health;
    // What was deleted because of its age or number, in one line for the log, now and then.
    std::function<void(std::string line)> deleted{};
};

// What an operator asks for is done on a thread of its own (purging on the writer's), one thing after the
// other, and answered there.
class Store final : public OperatorStore {
  public:
    // Opens both databases or makes them, and brings their tables up to date. Throws std::runtime_error with
    // one line that says what to do if that cannot be.
    Store(StoreSettings settings, StoreCallbacks callbacks);
    // Writes what waits, for 5 seconds at most, and closes.
    ~Store() override;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // What there is at the start; once, before anything is added. Some of it may be over, or too old. Throws
    // std::runtime_error if a database is damaged.
    StoredState load();

    // Both for one thread, the hub's; neither ever waits for a disk.
    MessageLog& log();
    StateStore& state();

    void configure(Milliseconds keep, std::uint64_t keep_lines);
    // Waits until all that was added is committed. False: it is not, after `most`.
    bool flush(Milliseconds most = Milliseconds{5000});

    // From any thread.
    StorageStats stats() const override;
    std::optional<unsigned> percent(Work kind) const override;
    void backup(std::string directory, Done done) override;
    void export_room(RoomKey room, Format format, Sink sink, Counted done) override;
    void purge(std::string name_key, AccountId account, Counted done) override;
    void audit(std::size_t last, std::string about, Audited done) override;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace confab::store
