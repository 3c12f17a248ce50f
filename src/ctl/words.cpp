// Durations, sizes and times for people.
#include <array>
#include <cstdio>
#include <ctime>

#include "show.hpp"

namespace confab::ctl {

std::string duration_text(std::int64_t seconds) {
    if (seconds < 60) return std::to_string(seconds) + "s";
    if (seconds < 3600) return std::to_string(seconds / 60) + "m";
    const std::int64_t hours = seconds / 3600;
    if (hours < 24) return std::to_string(hours) + "h " + std::to_string(seconds / 60 % 60) + "m";
    return std::to_string(hours / 24) + "d " + std::to_string(hours % 24) + "h";
}

std::string size_text(std::uint64_t bytes) {
    constexpr std::array units = {"B", "kB", "MB", "GB", "TB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1000 && unit + 1 < units.size(); ++unit) size /= 1000;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    return text.data();
}

std::string local_time(const std::string& time) {
    std::tm utc{};
    const char* end = strptime(time.c_str(), "%Y-%m-%dT%H:%M:%S", &utc);
    if (end == nullptr) return time;
    const std::time_t when = timegm(&utc);
    std::tm local{};
    localtime_r(&when, &local);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &local);
    return text.data();
}

}  // namespace confab::ctl
