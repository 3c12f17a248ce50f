#include "log_writer.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <utility>

#include "journal.hpp"
#include "log_record.hpp"

namespace confab::ops {

namespace {

constexpr int look_up = 100;  // ms: how soon a stuck writer notices that it is to stop

std::uint64_t lines_in(std::string_view text) {
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

// A piece that a pipe with room takes whole and without waiting, of whole lines if it can be.
std::string_view piece_of(std::string_view text) {
    constexpr std::array record_begins{'\n', journal_mark};
    const std::size_t record = text.find({record_begins.data(), record_begins.size()});
    if (record != std::string_view::npos) text = text.substr(0, record + 1);
    const std::string_view most = text.substr(0, PIPE_BUF);
    const std::size_t end = most.rfind('\n');
    return end == std::string_view::npos ? most : most.substr(0, end + 1);
}

}  // namespace

LogWriter::LogWriter(int fd, Lost lost, std::size_t max_bytes)
    : fd_(fd), lost_line_(std::move(lost)), max_bytes_(max_bytes), thread_([this] { run(); }) {}

LogWriter::~LogWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        arrived_.notify_one();
    }
    thread_.join();
}

void LogWriter::set_max_bytes(std::size_t max_bytes) {
    const std::lock_guard lock(mutex_);
    max_bytes_ = max_bytes;
}

void LogWriter::add(std::string_view line) {
    const std::lock_guard lock(mutex_);
    // One gap, not many: after the first line that is dropped all are, until the queue has been taken.
    if (waiting_.dropped > 0 || waiting_.lines.size() + line.size() > max_bytes_) {
        ++waiting_.dropped;
        count_lost(1);
    } else {
        waiting_.lines.append(line);
    }
    arrived_.notify_one();
}

bool LogWriter::flush(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return idle_.wait_for(lock, limit,
                          [this] { return !busy_ && waiting_.lines.empty() && waiting_.dropped == 0; });
}

void LogWriter::count_lost(std::uint64_t lines) {
    if (lines == 0) return;
    lost_ += lines;
    last_lost_ = std::chrono::steady_clock::now();
}

std::optional<std::chrono::steady_clock::time_point> LogWriter::last_lost() const {
    const std::lock_guard lock(mutex_);
    return last_lost_;
}

std::uint64_t LogWriter::lost() const {
    const std::lock_guard lock(mutex_);
    return lost_;
}

bool LogWriter::stopping() const {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

void LogWriter::run() {
    std::uint64_t untold = 0;  // lost since the last that could be told
    Batch batch;
    while (take(batch)) untold = write(batch, untold);
}

bool LogWriter::take(Batch& batch) {
    std::unique_lock lock(mutex_);
    busy_ = false;
    idle_.notify_all();
    arrived_.wait(lock, [this] { return stopping_ || !waiting_.lines.empty() || waiting_.dropped > 0; });
    busy_ = true;
    batch = std::exchange(waiting_, {});
    return !stopping_;
}

// Returns how many lines are lost and not told of yet.
std::uint64_t LogWriter::write(const Batch& batch, std::uint64_t lost_before) {
    const std::string before = lost_before > 0 ? lost_line_(lost_before) : std::string();
    const std::string after = batch.dropped > 0 ? lost_line_(batch.dropped) : std::string();
    const std::string text = before + batch.lines + after;
    const std::size_t written = write(text);
    if (written == text.size()) return 0;

    const std::size_t kept = written - std::min(written, before.size());
    const std::string_view lines = batch.lines;
    const std::uint64_t failed = lines_in(lines.substr(std::min(kept, lines.size())));
    const std::lock_guard lock(mutex_);
    count_lost(failed);
    return failed + batch.dropped + (written < before.size() ? lost_before : 0);
}

// How much of it: less than all only if the descriptor fails.
std::size_t LogWriter::write(std::string_view text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const std::string_view rest = text.substr(done);
        const std::size_t written = rest.front() == journal_mark ? write_record(rest) : write_piece(rest);
        if (written == 0) break;
        done += written;
    }
    return done;
}

std::size_t LogWriter::write_piece(std::string_view text) {
    const std::string_view piece = piece_of(text);
    while (wait_for_room()) {
        const ssize_t written = ::write(fd_, piece.data(), piece.size());
        if (written > 0) return static_cast<std::size_t>(written);
        if (written == 0 || (errno != EAGAIN && errno != EINTR)) break;
    }
    return 0;
}

// Where there is no journal its text goes to the descriptor.
std::size_t LogWriter::write_record(std::string_view text) {
    const std::string_view record = text.substr(0, text.find('\n') + 1);
    if (send_to_journal(record)) return record.size();
    const std::string line = plain_line(record);
    for (std::string_view rest = line; !rest.empty();) {
        const std::size_t written = write_piece(rest);
        if (written == 0) return 0;
        rest.remove_prefix(written);
    }
    return record.size();
}

// The descriptor is shared with others, so it stays in the mode it is in; poll() tells when a piece can be
// written without waiting. False: there is no use in waiting any longer.
bool LogWriter::wait_for_room() {
    while (!stopping()) {
        pollfd event{fd_, POLLOUT, 0};
        const int ready = ::poll(&event, 1, look_up);
        if (ready > 0) return (event.revents & POLLNVAL) == 0;  // what else is wrong, write() says
        if (ready < 0 && errno != EINTR) return false;
    }
    return false;
}

}  // namespace confab::ops
