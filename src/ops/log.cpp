#include "confab/ops/log.hpp"
#include "confab/base/text.hpp"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "log_writer.hpp"

namespace confab::ops::log {

namespace {

// sd-daemon(3): "<6>" before a line on a journal stream is its priority.
class Priority final : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        out.push_back('<');
        out.push_back(digit(message.level));
        out.push_back('>');
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Priority>(); }

  private:
    static char digit(spdlog::level::level_enum level) {
        switch (level) {
            case spdlog::level::critical: return '2';
            case spdlog::level::err: return '3';
            case spdlog::level::warn: return '4';
            case spdlog::level::info: return '6';
            default: return '7';
        }
    }
};

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

LogWriter& writer_with(LogWriter::Lost lost) {
    if (writer == nullptr) writer = new LogWriter(STDERR_FILENO, std::move(lost));
    return *writer;
}

// Formats on the thread that logs, so that a line has the time of its event.
class Sink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit Sink(LogWriter& to) : to_(to) {}

  private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        to_.add({line.data(), line.size()});
    }
    void flush_() override {}

    LogWriter& to_;
};

std::string formatted(spdlog::formatter& formatter, const std::string& text) {
    spdlog::memory_buf_t line;
    formatter.format({"confabd", spdlog::level::warn, text}, line);
    return {line.data(), line.size()};
}

}  // namespace

bool is_level(std::string_view level) {
    try {
        level_of(level);
        return true;
    } catch (const std::invalid_argument&) {
        return false;
    }
}

void start(std::string_view level) {
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<Priority>('K');
    formatter->set_pattern(writes_to_journal() ? "%K%v" : "%Y-%m-%d %H:%M:%S.%e %l %v");
    const std::shared_ptr<spdlog::formatter> own = formatter->clone();  // of the writer's thread
    LogWriter& to = writer_with([own](std::uint64_t lines) { return formatted(*own, plain_loss(lines)); });
    auto logger = std::make_shared<spdlog::logger>("confabd", std::make_shared<Sink>(to));
    logger->set_formatter(std::move(formatter));
    spdlog::set_default_logger(std::move(logger));
    set_level(level);
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
    LogWriter& to = writer_with([](std::uint64_t lines) { return fmt::format("{}\n", plain_loss(lines)); });
    to.add(fmt::format("{}\n", line));
    to.flush(last_wait);
}

}  // namespace confab::ops::log
