// By the calendar of <chrono>: what fmt has for times asks the C library, which has a locale and a limit.
#include "confab/base/time_text.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "confab/base/duration.hpp"
#include "confab/base/number.hpp"
#include "confab/base/zone_clock.hpp"

namespace confab {

namespace {

using std::chrono::days;

struct Fields {
    explicit Fields(WallTime time)
        : day(std::chrono::floor<days>(time)), date(day), clock(time - WallTime(day)) {}

    std::chrono::sys_days day;
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<Milliseconds> clock;
};

void append_date(std::string& out, const std::chrono::year_month_day& date) {
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

void append_clock(std::string& out, const std::chrono::hh_mm_ss<Milliseconds>& clock) {
    fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", clock.hours().count(),
                   clock.minutes().count(), clock.seconds().count());
}

// "14:00", all of `text`.
std::optional<Milliseconds> time_of_day(std::string_view text) {
    const auto hours = take_number<unsigned>(text, 2);
    if (!hours || *hours > 23 || !take_letter(text, ':') || text.size() != 2) return std::nullopt;
    const auto minutes = parse_number<unsigned>(text);
    if (!minutes || *minutes > 59) return std::nullopt;
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
}

// "2026-11-20", which is taken off.
std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
    const auto year = take_number<unsigned>(text, 4);
    if (!year || !take_letter(text, '-')) return std::nullopt;
    const auto month = take_number<unsigned>(text, 2);
    if (!month || !take_letter(text, '-')) return std::nullopt;
    const auto day = take_number<unsigned>(text, 2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok() || *year < 1970) return std::nullopt;
    return std::chrono::sys_days(date);
}

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

void append_rfc3339(std::string& out, WallTime time) {
    const Fields fields(time);
    append_date(out, fields.date);
    out.push_back('T');
    append_clock(out, fields.clock);
    fmt::format_to(std::back_inserter(out), ".{:03}Z", fields.clock.subseconds().count());
}

std::string rfc3339(WallTime time) {
    std::string text;
    append_rfc3339(text, time);
    return text;
}

std::string utc_text(WallTime time) {
    const Fields fields(time);
    std::string text = iso_date(fields.day);
    text.push_back(' ');
    append_clock(text, fields.clock);
    return text;
}

std::string iso_date(std::chrono::sys_days day) {
    std::string text;
    append_date(text, day);
    return text;
}

std::string date_text(std::chrono::sys_days day) {
    static constexpr std::array weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                         "Thursday", "Friday", "Saturday"};
    static constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day date(day);
    return fmt::format("{}, {} {} {}", weekdays[std::chrono::weekday(day).c_encoding()],
                       static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()));
}

std::string date(WallTime time, const ZoneClock& clock) { return iso_date(clock.day(time)); }

std::string when(WallTime time, const ZoneClock& clock, WallTime now) {
    std::string text = clock.clock(time);
    text.pop_back();  // its space
    if (clock.day(time) == clock.day(now)) return text;
    return fmt::format("{} {}", date(time, clock), text);
}

std::string moment_text(WallTime time, const ZoneClock& clock) {
    return fmt::format("{} {}{}", date(time, clock), clock.clock(time), clock.letters(time));
}

std::optional<WallTime> parse_past(std::string_view text, const ZoneClock& clock, WallTime now) {
    if (const auto ago = parse_duration(text)) return now - *ago;
    if (const auto time = time_of_day(text)) return last_time_of_day(*time, clock, now);
    const auto date = take_date(text);
    if (!date) return std::nullopt;
    if (text.empty()) {
        const WallTime begin = clock.instants(WallTime(*date)).first;
        return begin <= now ? std::optional(begin) : std::nullopt;
    }
    if (!take_letter(text, 'T') && !take_letter(text, ' ')) return std::nullopt;
    const auto time = time_of_day(text);
    return time ? last_of(clock.instants(WallTime(*date) + *time), now) : std::nullopt;
}

}  // namespace confab
