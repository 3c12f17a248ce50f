#include "keep_time.hpp"

#include <charconv>
#include <string>

#include "confab/ops/options.hpp"

namespace confab::ops {

namespace {

std::chrono::hours hours_of(char unit) {
    switch (unit) {
        case 'h': return std::chrono::hours(1);
        case 'd': return std::chrono::hours(24);
        case 'w': return std::chrono::hours(7 * 24);
        case 'y': return std::chrono::hours(365 * 24);
        default: return std::chrono::hours(0);
    }
}

}  // namespace

KeepTime parse_keep(std::string_view text) {
    if (text == "forever") return {};
    if (text == "0") return {false, {}};
    unsigned count = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, count);
    const bool one_letter = error == std::errc() && end - stopped == 1;
    const std::chrono::hours unit = one_letter ? hours_of(*stopped) : std::chrono::hours(0);
    if (count == 0 || count > 100'000 || unit.count() == 0) {
        throw BadOptions("'" + std::string(text) + "' is no time like 12h, 90d or 1y, nor forever, nor 0");
    }
    return {true, count * unit};
}

}  // namespace confab::ops
