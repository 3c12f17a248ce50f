// Sizes and times for people.
#include <fmt/format.h>

#include <array>
#include <ctime>

#include "show.hpp"

namespace confab::ctl {

std::string size_text(std::uint64_t bytes) {
    constexpr std::array units = {"B", "kB", "MB", "GB", "TB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1000 && unit + 1 < units.size(); ++unit) size /= 1000;
    return fmt::format("{:.{}f} {}", size, unit == 0 ? 0 : 1, units[unit]);
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
