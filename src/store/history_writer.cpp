#include "history_writer.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "files.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

constexpr std::size_t batch_rows = 1000;  // then a commit is worth its cost, whatever else comes
constexpr std::size_t max_rows = 4000;    // of a commit, or the next question waits too long for it
// As much as is written in this time may wait. What comes just after a commit began waits for that one and
// for its own, and for a chore, on a processor that may have as much to do for others: of 50 ms that leaves
// little.
constexpr double in_time_seconds = 0.008;
// Or a commit takes longer than this, and so many wait that they will take long, too.
constexpr Milliseconds long_commit{15};
constexpr std::size_t many = 200;
constexpr double min_speed = 20'000;   // messages a second; slower ones are no reason to hold anybody up more
constexpr Milliseconds max_hold{250};  // that a commit may hang and people wait for it
constexpr std::size_t max_renames = 100;
constexpr std::size_t max_changes = 10'000;
constexpr Mark no_mark = std::numeric_limits<Mark>::max();
constexpr int long_journal_pages = 2000;

}  // namespace

HistoryWriter::Connection::Connection(const std::string& path)
    : database((make_private(path), path), Database::Access::write) {
    prepare_history(database);
    rows = std::make_unique<HistoryRows>(database);
}

HistoryWriter::HistoryWriter(std::string path, Settings settings, Health& health, Deleted& deleted,
                             std::function<void()> long_journal)
    : Writer(Part::history, settings.group, settings.slow, health),
      path_(std::move(path)),
      settings_(std::move(settings)),
      deleted_(deleted),
      long_journal_(std::move(long_journal)),
      keep_(settings_.keep),
      tidy_at_(std::chrono::steady_clock::now()),
      clock_watch_(settings_.settling) {
    open();
    indexing_ = connection_->rows->words().behind();
}

void HistoryWriter::open() {
    connection_ = std::make_unique<Connection>(path_);
    journal_pages_ = 0;
    sqlite3_wal_hook(connection_->database.handle(), after_commit, this);
}

int HistoryWriter::after_commit(void* writer, sqlite3* /*database*/, const char* /*name*/, int pages) {
    auto& self = *static_cast<HistoryWriter*>(writer);
    self.journal_pages_ = pages;
    if (pages >= long_journal_pages) self.long_journal_();
    return SQLITE_OK;
}

// Somebody else copies the journal, but cannot keep up with what comes. Then what comes waits. A backup or a
// search may read from the journal meanwhile: it is not waited for long, and not at each commit.
void HistoryWriter::bound_journal(Connection& to) {
    constexpr int page_size = 4096;
    constexpr int max_wait_ms = 500;
    constexpr int default_wait_ms = 2000;
    const int most = static_cast<int>(settings_.max_journal / page_size);
    if (journal_pages_ < most) tried_at_pages_ = 0;
    if (journal_pages_ < most || journal_pages_ < tried_at_pages_ + most / 4) return;
    sqlite3_busy_timeout(to.database.handle(), max_wait_ms);
    const int code = sqlite3_wal_checkpoint_v2(to.database.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                               nullptr, nullptr);
    sqlite3_busy_timeout(to.database.handle(), default_wait_ms);
    tried_at_pages_ = code == SQLITE_OK ? 0 : journal_pages_;
    if (code == SQLITE_OK) journal_pages_ = 0;
}

// A file that has gone is begun anew: nothing else needs what was in it, and what is said now is kept.
HistoryWriter::Connection& HistoryWriter::connection() {
    if (connection_) return *connection_;
    try {
        open();
    } catch (const StorageError&) {
        throw;
    } catch (const std::runtime_error& error) {  // the directory has gone, or a newer confabd came
        throw StorageError(SQLITE_CANTOPEN, error.what());
    }
    return *connection_;
}

void HistoryWriter::add(const KeptMessage& message) {
    const std::lock_guard lock(mutex_);
    if (message.event.id == 0 || message.event.id > max_id) return;
    WaitingMessage waiting;
    waiting.mark = handed_ + 1;
    waiting.id = message.event.id;
    waiting.time = message.event.time;
    waiting.account = message.account;
    waiting.type = message.event.type;
    waiting.room_key = message.room_key;
    waiting.room = message.room;
    waiting.from_key = message.from_key;
    waiting.from = message.event.from;
    waiting.text = message.event.text;
    waiting.in_private = message.in_private;
    waiting.reply_to = message.event.about == nullptr ? 0 : message.event.about->id;
    bytes_ += waiting.bytes();
    queue_.push_back(std::move(waiting));
    drop_oldest();
    handed_over(enough());
    const std::size_t lines = queue_.size() + batch_.size();
    const bool late = lines > in_time_ || (lines > many && hangs(long_commit));
    if (late && works()) behind_ = true;
}

bool HistoryWriter::behind() const { return behind_.load(std::memory_order_relaxed) && !hangs(max_hold); }

// A commit of a few messages says nothing: it is the same for more.
void HistoryWriter::measure(Instant began) {
    constexpr std::size_t telling = 200;
    if (batch_.size() < telling) return;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const double speed = static_cast<double>(batch_.size()) / std::max(took.count(), 1e-6);
    speed_ = std::max(min_speed, 0.75 * speed_ + 0.25 * speed);
}

// The batch is older and is being written, so it is not counted: else what is newest would be dropped for it.
void HistoryWriter::drop_oldest() {
    while (bytes_ - batch_bytes_ > settings_.max_waiting && !queue_.empty()) {
        bytes_ -= queue_.front().bytes();
        queue_.pop_front();
        ++newly_lost_;
        ++count_lost_;
    }
}

// Those of a batch that fails wait again.
bool HistoryWriter::takes_seat(const std::string& code) const {
    return seats_.size() + batch_seats_.size() < settings_.max_waiting_seats || seats_.contains(code) ||
           batch_seats_.contains(code);
}

void HistoryWriter::save(const GuestSeat& seat) {
    const std::lock_guard lock(mutex_);
    if (!takes_seat(seat.code)) {
        ++newly_lost_;
        ++count_lost_;
        return;
    }
    seats_[seat.code] = seat;
    handed_over(false);
}

void HistoryWriter::remove_seat(std::string_view code) {
    const std::lock_guard lock(mutex_);
    if (!takes_seat(std::string(code))) return;  // it gets too old
    seats_[std::string(code)] = std::nullopt;
    handed_over(false);
}

bool HistoryWriter::rename(const RoomKey& before, const RoomKey& after, std::uint64_t up_to) {
    const std::lock_guard lock(mutex_);
    if (!purges_.empty() || renames_.size() >= max_renames) return false;
    renames_.push_back({handed_ + 1, before, after, up_to});
    handed_over(true);
    return true;
}

void HistoryWriter::change(const RoomKey& room, std::uint64_t id, std::optional<std::string_view> text) {
    const std::lock_guard lock(mutex_);
    if (changes_.size() + batch_changes_.size() >= max_changes) {
        ++newly_lost_;
        ++count_lost_;
        return;
    }
    LineChange change{handed_ + 1, room, id, {}};
    if (text) change.text = std::string(*text);
    changes_.push_back(std::move(change));
    handed_over(false);
}

HistoryWriter::Counts HistoryWriter::counts() const {
    const std::lock_guard lock(mutex_);
    return {count_written_, count_lost_, queue_.size() + batch_.size(), bytes_};
}

bool HistoryWriter::enough() const { return queue_.size() >= batch_rows; }

Mark HistoryWriter::take() {
    const Mark all = handed_;
    const auto next_message = [this] { return queue_.empty() ? no_mark : queue_.front().mark; };
    const auto next_rename = [this] { return renames_.empty() ? no_mark : renames_.front().mark; };
    const Mark first_change = changes_.empty() ? no_mark : changes_.front().mark;
    while (next_rename() < std::min(next_message(), first_change)) {
        batch_renames_.push_back(std::move(renames_.front()));
        renames_.pop_front();
    }
    while (next_message() < next_rename() && batch_.size() < max_rows) {
        batch_bytes_ += queue_.front().bytes();
        batch_.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    const auto next_change = [this] { return changes_.empty() ? no_mark : changes_.front().mark; };
    while (next_change() < std::min(next_message(), next_rename())) {
        batch_changes_.push_back(std::move(changes_.front()));
        changes_.pop_front();
    }
    batch_seats_ = std::exchange(seats_, {});
    return std::min(all, std::min({next_message(), next_rename(), next_change()}) - 1);
}

void HistoryWriter::write() {
    const Instant began = std::chrono::steady_clock::now();
    Connection& to = connection();
    to.database.must_be_there();
    std::vector<WaitingMessage*> messages;
    messages.reserve(batch_.size());
    for (WaitingMessage& message : batch_) messages.push_back(&message);
    try {
        Transaction transaction(to.database);
        to.rows->rename(batch_renames_);
        to.rows->add(messages);
        to.rows->change(batch_changes_);
        to.rows->save(batch_seats_, settings_.clocks().wall);
        transaction.commit();
    } catch (...) {
        to.rows->forget_cache();
        throw;
    }
    measure(began);
    bound_journal(to);
}

std::uint64_t HistoryWriter::wrote() {
    bytes_ -= std::exchange(batch_bytes_, 0);
    const std::uint64_t count = batch_.size();
    count_written_ += count;
    in_file_ += count;
    if (unindexed_ == 0) index_at_ = std::chrono::steady_clock::now() + settings_.index_after;
    unindexed_ += count;
    batch_.clear();
    batch_seats_.clear();
    batch_renames_.clear();
    batch_changes_.clear();
    in_time_ = static_cast<std::size_t>(speed_ * in_time_seconds);
    if (queue_.size() <= in_time_ / 2) behind_ = false;
    return count;
}

void HistoryWriter::put_back() {
    behind_ = false;  // nobody waits for what cannot be
    for (auto it = batch_.rbegin(); it != batch_.rend(); ++it) queue_.push_front(std::move(*it));
    batch_.clear();
    batch_bytes_ = 0;
    for (auto it = batch_renames_.rbegin(); it != batch_renames_.rend(); ++it) {
        renames_.push_front(std::move(*it));
    }
    batch_renames_.clear();
    for (auto it = batch_changes_.rbegin(); it != batch_changes_.rend(); ++it) {
        changes_.push_front(std::move(*it));
    }
    batch_changes_.clear();
    seats_.merge(batch_seats_);  // keeps what came meanwhile
    batch_seats_.clear();
    drop_oldest();
}

// A file that was moved, deleted or replaced has taken with it what this run wrote to it.
void HistoryWriter::reopen() {
    retention_.reset();  // it works on the connection
    const bool gone = connection_ && !connection_->database.is_there();
    connection_.reset();
    if (!gone) return;
    const std::lock_guard lock(mutex_);
    newly_lost_ += in_file_;
    count_lost_ += std::exchange(in_file_, 0);
}

std::uint64_t HistoryWriter::take_lost() { return std::exchange(newly_lost_, 0); }

}  // namespace confab::store
