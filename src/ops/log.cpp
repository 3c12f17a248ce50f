#include "confab/ops/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

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
    return std::string(stream) == std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

spdlog::level::level_enum level_of(std::string_view name) {
    if (name == "trace") return spdlog::level::trace;
    if (name == "debug") return spdlog::level::debug;
    if (name == "info") return spdlog::level::info;
    if (name == "warn") return spdlog::level::warn;
    if (name == "error") return spdlog::level::err;
    throw std::invalid_argument("no such log level: " + std::string(name));
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
    auto logger =
        std::make_shared<spdlog::logger>("confabd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<Priority>('K');
    formatter->set_pattern(writes_to_journal() ? "%K%v" : "%Y-%m-%d %H:%M:%S.%e %l %v");
    logger->set_formatter(std::move(formatter));
    spdlog::set_default_logger(std::move(logger));
    set_level(level);
}

void set_level(std::string_view level) { spdlog::set_level(level_of(level)); }

}  // namespace confab::ops::log
