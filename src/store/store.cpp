#include "confab/store/store.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "checkpoint_thread.hpp"
#include "confab/store/unusable.hpp"
#include "deleted.hpp"
#include "files.hpp"
#include "health.hpp"
#include "history_reader.hpp"
#include "history_writer.hpp"
#include "loader.hpp"
#include "operator_thread.hpp"
#include "rekey.hpp"
#include "state_writer.hpp"

namespace confab::store {

namespace {

constexpr Milliseconds closing_time{5000};

// Is it the data that is at fault, and not what it lies on? Our own statements are right, so one that SQLite
// cannot make sense of met tables that are not ours.
bool is_foreign(const StorageError& error) {
    switch (error.code()) {
        case SQLITE_ERROR:
        case SQLITE_SCHEMA:
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG: return true;
        default: return false;
    }
}

// What an exception of opening or loading means to who starts confabd.
template <class F>
auto opening(const std::string& file, F&& f) {
    constexpr const char* remedy = "; move it away to begin anew, or restore it from a backup";
    try {
        return f();
    } catch (const StorageError& error) {
        const std::string what = error.what();
        if (error.damaged()) throw UnusableData(fmt::format("{} is damaged{}", file, remedy));
        if (is_foreign(error))
            throw UnusableData(fmt::format("{}: the tables are not those of confabd{}", what, remedy));
        throw std::runtime_error(fmt::format("cannot open the database {}", what));
    }
}

std::uint64_t size_of(const std::string& file) {
    std::uint64_t sum = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(file + suffix, error);
        if (!error) sum += size;
    }
    return sum;
}

}  // namespace

class HistoryLog : public MessageLog {
  public:
    HistoryLog(HistoryWriter& writer, HistoryReader& reader) : writer_(writer), reader_(reader) {}
    bool lasts() const override { return true; }
    void add(const KeptMessage& message) override { writer_.add(message); }
    void replace(const RoomKey& room, std::uint64_t id, std::string_view text) override {
        writer_.change(room, id, text);
    }
    void remove(const RoomKey& room, std::uint64_t id) override { writer_.change(room, id, {}); }
    bool behind() const override { return writer_.behind(); }
    bool forget(const RoomKey& room, std::uint64_t up_to) override { return writer_.forget(room, up_to); }
    bool rename(const RoomKey& before, const RoomKey& after, std::uint64_t up_to) override {
        return writer_.rename(before, after, up_to);
    }
    bool ask(const HistoryQuery& query) override { return reader_.ask(query); }
    void save(const GuestSeat& seat) override { writer_.save(seat); }
    void remove_seat(std::string_view code) override { writer_.remove_seat(code); }

  private:
    HistoryWriter& writer_;
    HistoryReader& reader_;
};

namespace {

HistoryWriter::Settings writer_settings(const StoreSettings& s) {
    return {s.group,    s.slow,   s.tidy_every,  s.index_after,         s.max_waiting, s.max_waiting_seats,
            s.settling, s.clocks, s.max_journal, {s.keep, s.keep_lines}};
}

}  // namespace

Now read_clocks() {
    return {std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()),
            std::chrono::floor<Milliseconds>(std::chrono::steady_clock::now())};
}

struct Store::Impl {
    Impl(StoreSettings given, StoreCallbacks callbacks)
        : settings(std::move(given)),
          directory(settings.directory),
          health(std::move(callbacks.health)),
          deleted(std::move(callbacks.deleted)),
          checkpoints(directory.history(), settings.max_journal / 4),
          state(opening(directory.state(),
                        [&] {
                            return std::make_unique<StateWriter>(directory.state(), settings.group,
                                                                 settings.slow, health, deleted);
                        })),
          history(opening(directory.history(),
                          [&] {
                              return std::make_unique<HistoryWriter>(
                                  directory.history(), writer_settings(settings), health, deleted,
                                  [this] { checkpoints.copy_journal(); });
                          })),
          reader(directory.history(), settings.max_questions, settings.search_limit, *history,
                 std::move(callbacks.found)),
          log(*history, reader),
          operators(directory, *history, *state) {}

    ~Impl() {
        operators.stop();
        reader.stop();
        const Instant until = now() + closing_time;  // for the writers alone
        history->stop(left_of(until));
        state->stop(left_of(until));
        checkpoints.stop();
        history->abandon();
    }

    void start() {
        state->start();
        history->start();
        checkpoints.start({history.get(), state.get()});
        reader.start();
        operators.start();
    }

    static Milliseconds left_of(Instant until) {
        return std::max(Milliseconds{0}, std::chrono::duration_cast<Milliseconds>(until - now()));
    }

    bool flush(Milliseconds most) {
        const Instant until = now() + most;
        const Mark said = history->hurry();
        const Mark changed = state->hurry();
        const bool both = state->written(changed, until);
        return history->written(said, until) && both;
    }

    StoreSettings settings;
    DataDirectory directory;
    Health health;
    Deleted deleted;
    CheckpointThread checkpoints;
    std::unique_ptr<StateWriter> state;
    std::unique_ptr<HistoryWriter> history;
    HistoryReader reader;
    HistoryLog log;
    OperatorThread operators;
};

Store::Store(StoreSettings settings, StoreCallbacks callbacks)
    : impl_(std::make_unique<Impl>(std::move(settings), std::move(callbacks))) {
    impl_->start();
}

Store::~Store() = default;

StoredState Store::load() {
    const StoreSettings& s = impl_->settings;
    StoredState state;
    const auto load = [](const std::string& file, auto&& from) {
        opening(file, [&] {
            Database database(file, Database::Access::write);
            try {
                from(database);
            } catch (const StorageError&) {
                throw;
            } catch (const std::exception&) {  // a column that is no JSON
                throw StorageError(SQLITE_CORRUPT, file);
            }
        });
    };
    const Keys keys{s.key_version, s.key_of};
    // Chores one after the other would leave no gap in which another connection can write.
    struct PausedChores {
        explicit PausedChores(HistoryWriter& history) : writer(history) { writer.pause_chores(true); }
        ~PausedChores() { writer.pause_chores(false); }
        PausedChores(const PausedChores&) = delete;
        PausedChores& operator=(const PausedChores&) = delete;
        HistoryWriter& writer;
    };
    const PausedChores paused(*impl_->history);
    load(impl_->directory.state(), [&](Database& database) {
        rekey_state(database, keys);
        load_state(database, state);
    });
    const TailLimits limits{s.tail_lines, s.tail_bytes, s.tail_rooms};
    load(impl_->directory.history(), [&](Database& database) {
        rekey_history(database, keys);
        finish_renames(database, state);
        load_history(database, limits, state);
    });
    return state;
}

MessageLog& Store::log() { return impl_->log; }

StateStore& Store::state() { return *impl_->state; }

void Store::configure(Milliseconds keep, std::uint64_t keep_lines) {
    impl_->history->configure({keep, keep_lines});
}

bool Store::flush(Milliseconds most) { return impl_->flush(most); }

StorageStats Store::stats() const {
    const HistoryWriter::Counts counts = impl_->history->counts();
    StorageStats stats;
    stats.written = counts.written;
    stats.lost = counts.lost + impl_->state->lost();
    stats.waiting = counts.waiting;
    stats.waiting_bytes = counts.waiting_bytes;
    stats.questions = impl_->reader.waiting();
    stats.slowest_commit = impl_->history->slowest();
    stats.history_bytes = size_of(impl_->directory.history());
    stats.state_bytes = size_of(impl_->directory.state());
    stats.error = impl_->health.error();
    return stats;
}

std::optional<unsigned> Store::percent(Work kind) const {
    return kind == Work::purge ? impl_->history->purged_percent() : impl_->operators.percent(kind);
}

void Store::backup(std::string directory, Done done) { impl_->operators.backup(std::move(directory), done); }

void Store::export_room(RoomKey room, Format format, Sink sink, Counted done) {
    impl_->operators.export_room(std::move(room), format, std::move(sink), done);
}

void Store::purge(std::string name_key, AccountId account, Counted done) {
    impl_->history->purge(std::make_unique<Purge>(std::move(name_key), account, std::move(done)));
}

void Store::audit(std::size_t last, std::string about, Audited done) {
    impl_->operators.audit(last, std::move(about), done);
}

}  // namespace confab::store
