#include "confab/base/how_long.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "confab/base/text.hpp"

namespace confab {

namespace {

struct Unit {
    char letter;
    Milliseconds::rep seconds;
};

constexpr std::array units = {Unit{'w', 7 * 86400}, Unit{'d', 86400}, Unit{'h', 3600}, Unit{'m', 60},
                              Unit{'s', 1}};

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

bool looks_like_duration(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of("+-.,~"), text.size()));
    return begins_with_digit(text);
}

std::string duration_text(Milliseconds duration) {
    Milliseconds::rep seconds = duration.count() / 1000;
    std::string text;
    for (const Unit& unit : units) {
        if (seconds < unit.seconds) continue;
        text += sentence(seconds / unit.seconds, std::string_view(&unit.letter, 1));
        seconds %= unit.seconds;
    }
    return text.empty() ? "0s" : text;
}

std::string moment_text(WallTime time, const ZoneClock& clock) {
    std::string text = date(time, clock);
    text.append(" ").append(clock.clock(time));  // which ends in a space
    return text.append(clock.letters(time));
}

}  // namespace confab
