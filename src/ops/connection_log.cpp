#include "confab/ops/connection_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace confab::ops {

namespace {

constexpr double share = 4;           // so small a part of the rate a source gets
constexpr std::size_t max_told = 16;  // sources with a line of their own at once

// Some come and go without a name.
std::string_view shown(std::string_view name) { return name.empty() ? "-" : name; }

void tell_gap(const std::string& line) { log::write(spdlog::level::warn, log::Event::gap, {}, line); }

}  // namespace

void ConnectionLog::connected(std::uint32_t client, std::string_view name, std::string_view peer) {
    log::write(spdlog::level::info, log::Event::connected,
               {{"client", fmt::to_string(client)}, {"name", name}, {"peer", peer}},
               fmt::format("client {} ({}) connected from {}", client, shown(name), peer));
}

void ConnectionLog::disconnected(std::uint32_t client, std::string_view name, std::string_view reason,
                                 double seconds, std::uint64_t lines_in, std::uint64_t bytes_in,
                                 std::uint64_t lines_out, std::uint64_t bytes_out) {
    const Clock::time_point now = Clock::now();
    if (rate_ > 0 && !take(tokens_, last_, rate_, 2 * rate_, now)) {
        count(others_, now);
        return tell_left_out(now);
    }
    log::write(
        spdlog::level::info, log::Event::disconnected,
        {{"client", fmt::to_string(client)}, {"name", name}, {"reason", reason}},
        fmt::format("client {} ({}) disconnected: {}; {:.1f} s, {} lines {} bytes in, {} lines {} bytes out",
                    client, shown(name), reason, seconds, lines_in, bytes_in, lines_out, bytes_out));
}

void ConnectionLog::refused(std::string_view source, std::string_view peer, std::string_view why) {
    if (!admits(source)) return;
    log::write(spdlog::level::warn, log::Event::refused, {{"peer", peer}, {"reason", why}},
               fmt::format("refused {}: {}", peer, why));
}

void ConnectionLog::login(std::uint32_t client, std::string_view by, std::string_view source,
                          std::string_view from, std::string_view what, std::string_view name,
                          log::Event event) {
    if (!admits(source)) return;
    log::write(spdlog::level::info, event,
               {{"client", fmt::to_string(client)}, {"name", name}, {"peer", from}},
               fmt::format("client {} ({}) from {} {} {}", client, shown(by), from, what, name));
}

bool ConnectionLog::take(double& tokens, Clock::time_point& last, double rate, double most,
                         Clock::time_point now) const {
    const double seconds = std::chrono::duration<double>(now - last).count();
    last = now;
    tokens = std::min(most, tokens + seconds * rate);
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
}

// Its share first: what a source may not log costs the others nothing.
bool ConnectionLog::admits(std::string_view name, Clock::time_point now) {
    if (rate_ <= 0) return true;
    tell_left_out(now);
    Source& source = source_of(name, now);
    const bool admitted = take(source.tokens, source.last, rate_ / share, at_once(), now) &&
                          take(tokens_, last_, rate_, std::max(1.0, 2 * rate_), now);
    if (admitted) return true;
    count(source, now);
    return false;
}

void ConnectionLog::count(Source& source, Clock::time_point now) {
    ++source.left_out;
    ++left_out_ever_;
    last_left_out_ = now;
    if (!left_out_) left_out_ = now;
}

ConnectionLog::Source& ConnectionLog::source_of(std::string_view name, Clock::time_point now) {
    const auto found = sources_.find(name);
    if (found != sources_.end()) return found->second;
    if (sources_.size() >= max_sources) forget_idle(now);
    if (sources_.size() >= max_sources) return others_;
    Source& source = sources_[std::string(name)];
    source.last = now;
    source.tokens = at_once();
    return source;
}

// Those who would have all of their share by now, and of whom there is nothing to tell.
void ConnectionLog::forget_idle(Clock::time_point now) {
    std::erase_if(sources_, [now](const auto& each) {
        return each.second.left_out == 0 && now - each.second.last >= std::chrono::seconds(4);
    });
}

void ConnectionLog::tell_left_out(Clock::time_point now) {
    if (!left_out_ || now - *left_out_ < told_again) return;
    left_out_.reset();
    std::size_t lines = 0;
    for (auto& [name, source] : sources_) {
        const std::uint64_t left_out = std::exchange(source.left_out, 0);
        if (left_out == 0) continue;
        if (++lines > max_told) {
            others_.left_out += left_out;
            continue;
        }
        tell_gap(fmt::format("{} lines about connections from {} were left out (log-rate is {})", left_out,
                             name, rate_));
    }
    const std::uint64_t others = std::exchange(others_.left_out, 0);
    if (others == 0) return;
    tell_gap(fmt::format("{} more lines about connections were left out (log-rate is {})", others, rate_));
}

}  // namespace confab::ops
