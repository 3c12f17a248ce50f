#include "check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "command_error.hpp"
#include "confab/base/text.hpp"

namespace confab::ctl {

namespace {

constexpr double day = 86400;

std::string_view word_for(Health health) {
    switch (health) {
        case Health::ok: return "OK";
        case Health::warning: return "WARNING";
        case Health::critical: return "CRITICAL";
        case Health::unknown: return "UNKNOWN";
    }
    return "UNKNOWN";
}

double value(const Samples& samples, std::string_view name) {
    const auto found = samples.find(name);
    return found == samples.end() ? 0 : found->second;
}

// Of all samples of a family.
template <class F>
double fold(const Samples& samples, std::string_view family, double start, F f) {
    for (auto each = samples.lower_bound(family); each != samples.end() && each->first.starts_with(family);
         ++each) {
        start = f(start, each->second);
    }
    return start;
}

// Collects what is wrong, and the figures that graphs are made of.
class Check {
  public:
    Check(const Samples& samples, const Thresholds& thresholds, double now)
        : samples_(samples), thresholds_(thresholds), now_(now) {}

    CheckResult result() {
        storage();
        clients();
        lag();
        certificates();
        log();
        traffic();
        const std::string state = problems_.empty() ? fmt::format("{}, {}", counted_people(),
                                                                  counted(count("confab_rooms"), "room"))
                                                    : fmt::to_string(fmt::join(problems_, ", "));
        return {health_,
                fmt::format("CONFAB {} - {} | {}", word_for(health_), state, fmt::join(figures_, " "))};
    }

  private:
    std::size_t count(std::string_view name) const { return static_cast<std::size_t>(value(samples_, name)); }
    std::string counted_people() const {
        const std::size_t people = count("confab_people");
        return fmt::format("{} {}", people, people == 1 ? "person" : "people");
    }

    void raise(Health health, std::string why) {
        health_ = std::max(health_, health);
        problems_.push_back(std::move(why));
    }
    void compare(double number, const Threshold& limit, const std::string& why) {
        if (number >= limit.critical) return raise(Health::critical, why);
        if (number >= limit.warning) raise(Health::warning, why);
    }

    void storage() {
        if (!samples_.contains("confab_storage_up")) return;
        const double waiting = value(samples_, "confab_storage_waiting_messages");
        figures_.push_back(fmt::format("storage_waiting={};{};{};0", waiting, thresholds_.waiting.warning,
                                       thresholds_.waiting.critical));
        figures_.push_back(fmt::format("storage_lost={}c", value(samples_, "confab_storage_lost_total")));
        if (value(samples_, "confab_storage_up") == 0) return raise(Health::critical, "storing fails");
        compare(waiting, thresholds_.waiting, fmt::format("{} messages wait to be written", waiting));
    }

    void clients() {
        const double now = value(samples_, "confab_connections");
        const double most = value(samples_, "confab_max_connections");
        const Threshold limit{std::ceil(most * thresholds_.clients.warning / 100),
                              std::ceil(most * thresholds_.clients.critical / 100)};
        figures_.insert(figures_.begin(),
                        fmt::format("clients={};{};{};0;{}", now, limit.warning, limit.critical, most));
        compare(now, limit, fmt::format("{} of {} clients", now, most));
        if (value(samples_, "confab_draining") != 0) raise(Health::warning, "nobody new is accepted");
    }

    void lag() {
        const double most = fold(samples_, "confab_loop_lag_recent_seconds", 0,
                                 [](double one, double other) { return std::max(one, other); });
        figures_.push_back(
            fmt::format("lag={:.6f}s;{};{};0", most, thresholds_.lag.warning, thresholds_.lag.critical));
        compare(most, thresholds_.lag, fmt::format("late by {:.2f} s", most));
    }

    void certificates() {
        constexpr double never = 1e18;
        const double ends = fold(samples_, "confab_certificate_expiry_timestamp_seconds", never,
                                 [](double one, double other) { return std::min(one, other); });
        if (ends == never) return;
        const double days = std::floor((ends - now_) / day);
        figures_.push_back(fmt::format("certificate_days={};{}:;{}:", days, thresholds_.certificate.warning,
                                       thresholds_.certificate.critical));
        const Threshold limit{-thresholds_.certificate.warning, -thresholds_.certificate.critical};
        compare(-days, limit,
                days < 0 ? "a certificate has ended" : fmt::format("a certificate ends in {} days", days));
    }

    void log() {
        const double lines = value(samples_, "confab_log_suppressed_lines_total") +
                             value(samples_, "confab_log_lost_lines_total");
        figures_.push_back(fmt::format("log_missing={}c", lines));
        const double last = value(samples_, "confab_log_gap_timestamp_seconds");
        const double since = now_ - static_cast<double>(thresholds_.log_minutes) * 60;
        if (thresholds_.log_minutes > 0 && last > 0 && last >= since)
            raise(Health::warning, "lines of the log were left out");
    }

    void traffic() {
        figures_.push_back(fmt::format("queued={}B;;;0;{}", value(samples_, "confab_queued_bytes"),
                                       value(samples_, "confab_max_queued_bytes")));
        figures_.push_back(fmt::format("messages={}c", value(samples_, "confab_messages_total")));
        figures_.push_back(fmt::format("deliveries={}c", value(samples_, "confab_deliveries_total")));
        figures_.push_back(
            fmt::format("slow_closed={}c", fold(samples_, "confab_slow_consumers_closed_total", 0,
                                                [](double one, double other) { return one + other; })));
    }

    const Samples& samples_;
    const Thresholds& thresholds_;
    double now_;
    Health health_ = Health::ok;
    std::vector<std::string> problems_;
    std::vector<std::string> figures_;
};

Threshold two_numbers(const std::string& text) {
    const char* at = text.c_str();
    char* end = nullptr;
    const double warning = std::strtod(at, &end);
    if (end != at && *end == ',') {
        at = end + 1;
        const double critical = std::strtod(at, &end);
        if (end != at && *end == '\0' && warning >= 0 && critical >= 0) return {warning, critical};
    }
    throw CommandError(Status::usage, fmt::format("'{}' is not two numbers like 0.5,2", text));
}

}  // namespace

Threshold parse_threshold(const std::string& text, Worse worse) {
    const Threshold limit = two_numbers(text);
    const bool in_order =
        worse == Worse::more ? limit.warning <= limit.critical : limit.warning >= limit.critical;
    if (in_order) return limit;
    throw CommandError(
        Status::usage,
        fmt::format("'{}' is critical before it is a warning; the warning stands first", text));
}

Samples read_samples(std::string_view text) {
    Samples samples;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::size_t space = line.rfind(' ');
        if (line.starts_with('#') || space == std::string_view::npos) continue;
        samples[std::string(line.substr(0, space))] =
            std::strtod(std::string(line.substr(space + 1)).c_str(), nullptr);
    }
    return samples;
}

CheckResult check(const Samples& samples, const Thresholds& thresholds, double now) {
    if (!samples.contains("confab_connections"))
        return check_failed(Health::unknown, "confabd gives no figures");
    return Check(samples, thresholds, now).result();
}

CheckResult check_failed(Health health, std::string_view why) {
    return {health, fmt::format("CONFAB {} - {}", word_for(health), why)};
}

}  // namespace confab::ctl
