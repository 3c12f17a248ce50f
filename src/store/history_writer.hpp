// Writes what was said. add() may be called by one thread, and costs it a copy and a lock.
#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "confab/base/clock_watch.hpp"
#include "confab/core/ports/message_log.hpp"
#include "deleted.hpp"
#include "history_rows.hpp"
#include "retention.hpp"
#include "work.hpp"
#include "writer.hpp"

namespace confab::store {

class HistoryWriter : public Writer {
  public:
    struct Settings {
        Milliseconds group;
        Milliseconds slow;
        Milliseconds tidy_every;
        Milliseconds index_after;
        std::size_t max_waiting;
        std::size_t max_waiting_seats;
        Milliseconds settling;
        std::function<Now()> clocks;
        std::uint64_t max_journal;
        KeepRules keep;
    };
    struct Counts {
        std::uint64_t written = 0;
        std::uint64_t lost = 0;
        std::size_t waiting = 0;
        std::size_t waiting_bytes = 0;
    };
    // Opens the database and brings its tables up to date. Throws. `long_journal` is called, on the
    // writer's thread, when somebody else should copy the WAL into the database.
    HistoryWriter(std::string path, Settings settings, Health& health, Deleted& deleted,
                  std::function<void()> long_journal);

    void add(const KeptMessage& message);
    // More waits than can be written in time, and writing works. Over when half of it is written, or at
    // once when writing fails or hangs.
    bool behind() const;
    // `text`: nothing if it is gone. What is too much at once is lost, and counted.
    void change(const RoomKey& room, std::uint64_t id, std::optional<std::string_view> text);
    void save(const GuestSeat& seat);
    void remove_seat(std::string_view code);
    void configure(KeepRules keep);
    void purge(std::unique_ptr<Purge> purge);
    // False: too much is being removed already.
    bool forget(RoomKey room, std::uint64_t up_to);
    // False: too much is being renamed already, or something is being removed, which goes by the key.
    bool rename(const RoomKey& before, const RoomKey& after, std::uint64_t up_to);
    Counts counts() const;
    std::optional<unsigned> purged_percent() const { return purging_.percent(); }
    // Without chores another connection can write too.
    void pause_chores(bool on);
    // Answers what was asked and not done. After stop().
    void abandon();

  private:
    struct Connection {
        explicit Connection(const std::string& path);
        Database database;
        std::unique_ptr<HistoryRows> rows;
    };

    bool waits() const override {
        return !queue_.empty() || !seats_.empty() || !renames_.empty() || !changes_.empty();
    }
    bool enough() const override;
    Mark take() override;
    void write() override;
    std::uint64_t wrote() override;
    void put_back() override;
    void reopen() override;
    std::uint64_t take_lost() override;
    Instant chore_due() const override;
    void chore() override;
    void chore_failed() override;

    // What there is to do between commits, a slice of some milliseconds at a time.
    struct Chore {
        enum Kind { merging = 1, indexing, purging, tidying } kind;
        Instant (HistoryWriter::*due)() const;         // (locked) min(): at once, max(): not at all
        void (HistoryWriter::*slice)(Connection& to);  // throws StorageError
    };
    static const std::array<Chore, 4> chores;  // the most urgent one first
    Instant merge_due() const;
    Instant index_due() const;
    Instant purge_due() const;
    Instant tidy_due() const;
    const Chore* next_chore();
    void merge_slice(Connection& to);
    void index_slice(Connection& to);
    void purge_slice(Connection& to);
    void tidy_slice(Connection& to);
    void begin_tidying(Connection& to);

    bool take_purge(std::unique_ptr<Purge>& purge);
    void measure(Instant began);
    void drop_oldest();
    bool takes_seat(const std::string& code) const;
    void open();
    static int after_commit(void* writer, sqlite3* database, const char* name, int pages);
    void bound_journal(Connection& to);
    Connection& connection();

    const std::string path_;
    const Settings settings_;
    Deleted& deleted_;
    const std::function<void()> long_journal_;

    // Under mutex_.
    std::deque<WaitingMessage> queue_;
    std::size_t bytes_ = 0;        // of the queue and the batch
    std::size_t batch_bytes_ = 0;  // of it, those of the batch
    SeatChanges seats_;
    std::deque<RoomRename> renames_;  // in their place among the messages, by their marks
    std::deque<LineChange> changes_;  // the same
    KeepRules keep_;
    Instant tidy_at_;
    std::deque<std::unique_ptr<Purge>> purges_;
    Mark purge_after_ = 0;
    bool chores_paused_ = false;
    bool merge_words_ = true;          // there may be something to merge
    bool indexing_ = false;            // until the word index is not behind
    bool indexed_last_ = false;        // the other chores have their turn
    std::size_t unindexed_ = 0;        // messages, about
    Instant index_at_{};               // when they are to be, if they are not too many before
    std::atomic<bool> behind_{false};  // read by anybody
    std::uint64_t count_written_ = 0;
    std::uint64_t in_file_ = 0;  // of these, in the file that is open
    std::uint64_t count_lost_ = 0;
    std::uint64_t newly_lost_ = 0;

    Work purging_{"purge"};
    Work indexing_words_{"indexing words"};

    // The writer's thread only.
    std::unique_ptr<Connection> connection_;
    std::vector<WaitingMessage> batch_;  // taken and forgotten under mutex_
    SeatChanges batch_seats_;
    std::vector<RoomRename> batch_renames_;  // come before the messages of the batch
    std::vector<LineChange> batch_changes_;  // come after them
    std::unique_ptr<Retention> retention_;
    ClockWatch clock_watch_;
    bool tidying_ = false;       // under mutex_
    int journal_pages_ = 0;      // after the last commit
    int tried_at_pages_ = 0;     // bound_journal() did, in vain
    double speed_ = 50'000;      // messages a second, measured
    std::size_t in_time_ = 400;  // messages that can be written in time, by that; under mutex_
};

}  // namespace confab::store
