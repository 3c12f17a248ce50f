// Lines to a descriptor that may be slow, stuck or gone, from a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace confab::ops {

// Lines that begin with journal_mark (log_record.hpp) go to the journal instead. Thread-safe. Nobody who adds
// a line waits for the descriptor: what does not fit into the queue any more is dropped and counted, and the
// count is written in its place once the descriptor takes something again.
class LogWriter {
  public:
    // Bytes that may wait: some 10,000 lines, more than a burst of events makes.
    static constexpr std::size_t default_max_bytes = std::size_t{1024} * 1024;

    // `lost`: the line, with its end, that tells of so many lines lost. Called on the writer's thread.
    using Lost = std::function<std::string(std::uint64_t lines)>;
    LogWriter(int fd, Lost lost, std::size_t max_bytes = default_max_bytes);
    // Gives up what waits, soon; flush() before it.
    ~LogWriter();
    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;

    // What waits already stays.
    void set_max_bytes(std::size_t max_bytes);
    void add(std::string_view line);  // with its end
    // Waits until all is written, but no longer than this. False: something still waits.
    bool flush(std::chrono::milliseconds limit);
    std::uint64_t lost() const;
    // When a line was lost last.
    std::optional<std::chrono::steady_clock::time_point> last_lost() const;

  private:
    struct Batch {
        std::string lines;
        std::uint64_t dropped = 0;  // after these lines
    };

    void count_lost(std::uint64_t lines);
    void run();
    bool take(Batch& batch);
    std::uint64_t write(const Batch& batch, std::uint64_t lost_before);
    std::size_t write(std::string_view text);
    std::size_t write_piece(std::string_view text);
    std::size_t write_record(std::string_view text);
    bool wait_for_room();
    bool stopping() const;

    int fd_;
    Lost lost_line_;

    mutable std::mutex mutex_;  // of the members below; held for copies only
    std::condition_variable arrived_;
    std::condition_variable idle_;
    std::size_t max_bytes_;
    Batch waiting_;
    std::uint64_t lost_ = 0;
    std::optional<std::chrono::steady_clock::time_point> last_lost_;
    bool busy_ = false;
    bool stopping_ = false;

    std::thread thread_;  // the last: it uses the others
};

}  // namespace confab::ops
