#include "confab/base/time_words.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "confab/base/text.hpp"

namespace confab {

namespace {

using std::chrono::days;

constexpr Milliseconds longest = std::chrono::hours(24 * 36525);

std::optional<Milliseconds> unit_of(char letter) {
    switch (letter) {
        case 's': return std::chrono::seconds(1);
        case 'm': return std::chrono::minutes(1);
        case 'h': return std::chrono::hours(1);
        case 'd': return days(1);
        case 'w': return days(7);
        default: return std::nullopt;
    }
}

// The number that `text` begins with, which has `most` digits at most; it is taken off.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
    int number = 0;
    const char* end = text.data() + std::min(most, text.size());
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stopped - text.data()));
    return number;
}

bool take(std::string_view& text, char letter) {
    if (!text.starts_with(letter)) return false;
    text.remove_prefix(1);
    return true;
}

// "14:00", all of `text`.
std::optional<Milliseconds> time_of_day(std::string_view text) {
    const auto hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take(text, ':') || text.size() != 2) return std::nullopt;
    const auto minutes = take_number(text, 2);
    if (!minutes || *minutes > 59 || !text.empty()) return std::nullopt;
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
}

// "2026-11-20", which is taken off.
std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *year < 1970) return std::nullopt;
    return std::chrono::sys_days(date);
}

}  // namespace

std::optional<Milliseconds> parse_duration(std::string_view text) {
    Milliseconds sum{0};
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        const auto number = take_number(text, 9);
        if (!number || text.empty()) return std::nullopt;
        const auto unit = unit_of(text.front());
        if (!unit) return std::nullopt;
        text.remove_prefix(1);
        sum += *number * *unit;
        if (sum > longest) return std::nullopt;
    }
    if (sum == Milliseconds{0}) return std::nullopt;
    return sum;
}

namespace {

// The last one of these that has been.
std::optional<WallTime> last_of(const ZoneClock::Instants& instants, WallTime now) {
    if (instants.last <= now) return instants.last;
    if (instants.first <= now) return instants.first;
    return std::nullopt;
}

// Where clocks are put back over midnight, the same time has been on the day to come.
std::optional<WallTime> last_time_of_day(Milliseconds time, const ZoneClock& clock, WallTime now) {
    const WallTime today = std::chrono::floor<days>(clock.local(now));
    for (const int day : {1, 0, -1, -2}) {
        if (const auto then = last_of(clock.instants(today + days(day) + time), now)) return then;
    }
    return std::nullopt;
}

}  // namespace

std::optional<WallTime> parse_past(std::string_view text, const ZoneClock& clock, WallTime now) {
    if (const auto ago = parse_duration(text)) return now - *ago;
    if (const auto time = time_of_day(text)) return last_time_of_day(*time, clock, now);
    const auto date = take_date(text);
    if (!date) return std::nullopt;
    if (text.empty()) {
        const WallTime begin = clock.instants(WallTime(*date)).first;
        return begin <= now ? std::optional(begin) : std::nullopt;
    }
    if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
    const auto time = time_of_day(text);
    return time ? last_of(clock.instants(WallTime(*date) + *time), now) : std::nullopt;
}

std::string when(WallTime time, const ZoneClock& clock, WallTime now) {
    std::string text = clock.clock(time);
    text.pop_back();  // its space
    if (clock.day(time) == clock.day(now)) return text;
    const std::chrono::year_month_day date(clock.day(time));
    std::array<char, 32> day{};
    std::snprintf(day.data(), day.size(), "%04d-%02u-%02u ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return std::string(day.data()).append(text);
}

}  // namespace confab
