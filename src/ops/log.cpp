#include "confab/ops/log.hpp"
#include "confab/base/text.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "log_record.hpp"
#include "log_writer.hpp"

namespace confab::ops::log {

namespace {

// systemd.exec(5), $JOURNAL_STREAM: device and inode of the stream, so that a service whose
// standard error was redirected elsewhere does not write priorities there.
bool writes_to_journal() {
    const char* stream = std::getenv("JOURNAL_STREAM");
    struct stat status {};
    if (stream == nullptr || fstat(STDERR_FILENO, &status) != 0) return false;
    return std::string(stream) == fmt::format("{}:{}", status.st_dev, status.st_ino);
}

spdlog::level::level_enum level_of(std::string_view name) {
    if (name == "trace") return spdlog::level::trace;
    if (name == "debug") return spdlog::level::debug;
    if (name == "info") return spdlog::level::info;
    if (name == "warn") return spdlog::level::warn;
    if (name == "error") return spdlog::level::err;
    throw std::invalid_argument(fmt::format("no such log level: {}", name));
}

constexpr auto last_wait = std::chrono::milliseconds(500);

std::string plain_loss(std::uint64_t lines) {
    return fmt::format("{} of the log {} lost: standard error did not take them in time",
                       counted(lines, "line"), lines == 1 ? "was" : "were");
}

// Never destroyed: its thread may be stuck in a write when the program ends.
std::atomic<LogWriter*> writer{nullptr};

// What writes() of this thread is about.
thread_local const LogRecord* current = nullptr;

std::atomic<LogFormat> format_now{LogFormat::text};

LogFormat format_of(std::string_view name) {
    const bool is_auto = name == "auto";
    if (name == "json") return LogFormat::json;
    if (name == "journal" || (is_auto && writes_to_journal())) return LogFormat::journal;
    if (name != "text" && !is_auto) throw std::invalid_argument(fmt::format("no such log format: {}", name));
    return writes_to_journal() ? LogFormat::priority_text : LogFormat::text;
}

WallTime clock_now() { return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()); }

// A line of our own, in the format of the others.
std::string own_line(spdlog::level::level_enum level, std::string_view text, Event event = Event::none) {
    return format({clock_now(), level, text, event}, format_now);
}

LogWriter& the_writer() {
    const auto lost_line = [](std::uint64_t lines) {
        return own_line(spdlog::level::warn, plain_loss(lines), Event::gap);
    };
    if (writer == nullptr) writer = new LogWriter(STDERR_FILENO, lost_line);
    return *writer;
}

// Formats on the thread that logs, so that a line has the time of its event.
class Sink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit Sink(LogWriter& to) : to_(to) {}

  private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        LogRecord record = current == nullptr ? LogRecord{} : *current;
        record.time = std::chrono::time_point_cast<Milliseconds>(message.time);
        record.level = message.level;
        record.message = {message.payload.data(), message.payload.size()};
        to_.add(format(record, format_now));
    }
    void flush_() override {}

    LogWriter& to_;
};

}  // namespace

bool is_level(std::string_view level) {
    try {
        level_of(level);
        return true;
    } catch (const std::invalid_argument&) {
        return false;
    }
}

void start(std::string_view level, std::string_view format) {
    set_format(format);
    LogWriter& to = the_writer();
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("confabd", std::make_shared<Sink>(to)));
    set_level(level);
}

void set_format(std::string_view format) { format_now = format_of(format); }

void write(spdlog::level::level_enum level, Event event, std::initializer_list<Field> fields,
           std::string_view line) {
    LogRecord record;
    record.event = event;
    record.fields = {fields.begin(), fields.size()};
    current = &record;
    spdlog::log(level, "{}", line);
    current = nullptr;
}

void set_level(std::string_view level) { spdlog::set_level(level_of(level)); }

void set_queue(std::size_t max_bytes) {
    if (writer != nullptr) writer.load()->set_max_bytes(max_bytes);
}

std::uint64_t lost() { return writer == nullptr ? 0 : writer.load()->lost(); }

std::optional<std::chrono::steady_clock::time_point> last_lost() {
    return writer == nullptr ? std::nullopt : writer.load()->last_lost();
}

void flush(std::chrono::milliseconds longest) {
    if (writer != nullptr) writer.load()->flush(longest);
}

void last_words(std::string_view line) {
    // Text is for whoever started the program. Before start() nobody has said which format, and it is text.
    const bool is_text = format_now == LogFormat::text;
    LogWriter& to = the_writer();
    to.add(is_text ? fmt::format("{}\n", line) : own_line(spdlog::level::err, line));
    to.flush(last_wait);
}

}  // namespace confab::ops::log
