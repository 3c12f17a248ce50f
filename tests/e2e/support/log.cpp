#include "log.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <array>

#include "text.hpp"

namespace confab::e2e {

namespace {

std::size_t occurrences(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

}  // namespace

Log::Log(Descriptor from) : from_(std::move(from)), stop_(eventfd(0, EFD_CLOEXEC)) {
    reader_ = std::thread([this] { read(); });
}

Log::~Log() {
    eventfd_write(stop_.get(), 1);
    reader_.join();
}

void Log::read() {
    std::array<char, 65536> buffer{};
    std::array<pollfd, 2> events{pollfd{from_.get(), POLLIN, 0}, pollfd{stop_.get(), POLLIN, 0}};
    while (true) {
        poll(events.data(), events.size(), -1);
        if (events[1].revents != 0) return;
        const ssize_t got = ::read(from_.get(), buffer.data(), buffer.size());
        const std::lock_guard lock(mutex_);
        // A terminal whose other side is gone says EIO instead of 0.
        if (got <= 0) {
            ended_ = true;
            grown_.notify_all();
            return;
        }
        text_.append(buffer.data(), static_cast<std::size_t>(got));
        grown_.notify_all();
    }
}

std::string Log::text() const {
    const std::lock_guard lock(mutex_);
    return text_;
}

std::vector<std::string> Log::lines() const { return split_lines(text()); }

std::string Log::wait_for(const std::function<bool(const std::string&)>& satisfies, std::string_view what,
                          Where where) {
    const auto deadline = Clock::now() + patience;
    std::size_t seen = 0;
    std::unique_lock lock(mutex_);
    while (true) {
        for (auto end = text_.find('\n', seen); end != text_.npos; end = text_.find('\n', seen)) {
            const std::string line = text_.substr(seen, end - seen);
            seen = end + 1;
            if (satisfies(line)) return line;
        }
        if (ended_ || grown_.wait_until(lock, deadline) == std::cv_status::timeout) {
            throw Failure("no line with " + std::string(what) + " in:\n" + text_, where);
        }
    }
}

std::string Log::wait_for(std::string_view part, Where where) {
    const auto has = [part](const std::string& line) { return contains(line, part); };
    return wait_for(has, part, where);
}

std::string Log::wait_for_match(std::string_view expression, Where where) {
    const auto has = [expression](const std::string& line) { return has_match(line, expression); };
    return wait_for(has, expression, where);
}

void Log::wait_for_text(std::string_view part, std::size_t count, Where where) {
    std::unique_lock lock(mutex_);
    const auto there = [&] { return occurrences(text_, part) >= count || ended_; };
    if (!grown_.wait_for(lock, patience, there) || occurrences(text_, part) < count) {
        throw Failure("no \"" + std::string(part) + "\" in:\n" + text_, where);
    }
}

void Log::wait_for_end(Where where) {
    std::unique_lock lock(mutex_);
    if (!grown_.wait_for(lock, patience, [&] { return ended_; })) {
        throw Failure("still open, so far:\n" + text_, where);
    }
}

}  // namespace confab::e2e
