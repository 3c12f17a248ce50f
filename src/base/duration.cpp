#include "confab/base/duration.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "confab/base/number.hpp"

namespace confab {

namespace {

using Seconds = Milliseconds::rep;

constexpr Milliseconds max_duration = std::chrono::hours(24 * 36525);
constexpr Seconds minute_seconds = 60;
constexpr Seconds hour_seconds = 60 * minute_seconds;
constexpr Seconds day_seconds = 24 * hour_seconds;

struct Unit {
    char letter;
    Seconds seconds;
};

constexpr std::array units = {Unit{'w', 7 * day_seconds}, Unit{'d', day_seconds}, Unit{'h', hour_seconds},
                              Unit{'m', minute_seconds}, Unit{'s', 1}};

Seconds seconds_of(Milliseconds duration) { return std::max<Seconds>(0, duration.count() / 1000); }

// Of any script: also the wide ones, and fractions.
bool begins_with_digit(std::string_view text) {
    UChar32 first = 0;
    std::int32_t at = 0;
    const auto size = static_cast<std::int32_t>(text.size());
    if (size == 0) return false;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    U8_NEXT(bytes, at, size, first);
    return first >= 0 && (U_GET_GC_MASK(first) & U_GC_N_MASK) != 0;
}

}  // namespace

std::optional<Milliseconds> unit_of(char letter) {
    if (letter == 'y') return std::chrono::seconds(365 * day_seconds);
    const auto found = std::find_if(units.begin(), units.end(),
                                    [letter](const Unit& unit) { return unit.letter == letter; });
    if (found == units.end()) return std::nullopt;
    return std::chrono::seconds(found->seconds);
}

std::optional<Milliseconds> parse_duration(std::string_view text) {
    constexpr std::size_t max_digits = 9;
    Milliseconds sum{0};
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        const auto number = take_number<std::uint32_t>(text, max_digits);
        if (!number || text.empty() || text.front() == 'y') return std::nullopt;
        const auto unit = unit_of(text.front());
        if (!unit) return std::nullopt;
        text.remove_prefix(1);
        sum += *number * *unit;
        if (sum > max_duration) return std::nullopt;
    }
    if (sum == Milliseconds{0}) return std::nullopt;
    return sum;
}

bool looks_like_duration(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of("+-.,~"), text.size()));
    return begins_with_digit(text);
}

std::string duration_text(Milliseconds duration) {
    Seconds seconds = duration.count() / 1000;
    std::string text;
    for (const Unit& unit : units) {
        if (seconds < unit.seconds) continue;
        text += fmt::format("{}{}", seconds / unit.seconds, unit.letter);
        seconds %= unit.seconds;
    }
    return text.empty() ? "0s" : text;
}

std::string brief(Milliseconds duration) {
    const Seconds seconds = seconds_of(duration);
    if (seconds < minute_seconds) return fmt::format("{}s", seconds);
    if (seconds < hour_seconds) return fmt::format("{}m", seconds / minute_seconds);
    if (seconds < day_seconds) return fmt::format("{}h", seconds / hour_seconds);
    return fmt::format("{}d", seconds / day_seconds);
}

std::string two_units(Milliseconds duration) {
    const Seconds seconds = seconds_of(duration);
    if (seconds < hour_seconds) return brief(duration);
    if (seconds < day_seconds)
        return fmt::format("{}h {}m", seconds / hour_seconds, seconds % hour_seconds / minute_seconds);
    return fmt::format("{}d {}h", seconds / day_seconds, seconds % day_seconds / hour_seconds);
}

}  // namespace confab
