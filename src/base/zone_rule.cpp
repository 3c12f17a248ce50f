// POSIX's TZ, with the hours from -167 to 167 that RFC 8536 adds.
#include <algorithm>

#include "confab/base/number.hpp"
#include "confab/base/time_zone.hpp"

namespace confab {

namespace {

std::optional<int> take_digits(std::string_view& text, unsigned least, unsigned most) {
    std::string_view rest = text;
    const auto number = take_number<unsigned>(rest);
    if (!number || *number < least || *number > most) return std::nullopt;
    text = rest;
    return static_cast<int>(*number);
}

// "2", "-1:30", "+03:00:00" in seconds.
std::optional<std::int64_t> take_hours(std::string_view& text) {
    const bool minus = take_letter(text, '-');
    if (!minus) take_letter(text, '+');
    const auto hours = take_digits(text, 0, 167);
    if (!hours) return std::nullopt;
    std::int64_t seconds = *hours * 3600;
    for (const int unit : {60, 1}) {
        if (!take_letter(text, ':')) break;
        const auto part = take_digits(text, 0, 59);
        if (!part) return std::nullopt;
        seconds += *part * unit;
    }
    return minus ? -seconds : seconds;
}

// "CET", or "<+03>" in brackets if it is more than letters.
std::optional<std::string> take_letters(std::string_view& text) {
    constexpr std::size_t min_abbreviation = 3;
    constexpr std::size_t max_abbreviation = 16;
    const bool bracketed = take_letter(text, '<');
    const auto is_letter = [bracketed](char c) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (bracketed && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    const auto count =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_letter) - text.begin());
    std::string letters(text.substr(0, count));
    text.remove_prefix(count);
    if (count < min_abbreviation || count > max_abbreviation || (bracketed && !take_letter(text, '>')))
        return std::nullopt;
    return letters;
}

// POSIX counts how far UTC is ahead.
std::optional<ZoneOffset> take_offset(std::string_view& text) {
    const auto letters = take_letters(text);
    if (!letters) return std::nullopt;
    const auto behind = take_hours(text);
    if (!behind) return std::nullopt;
    return ZoneOffset{std::chrono::seconds(-*behind), *letters};
}

}  // namespace

std::optional<ZoneRule> ZoneRule::parse(std::string_view text) {
    ZoneRule rule;
    const auto usual = take_offset(text);
    if (!usual) return std::nullopt;
    rule.usual_ = *usual;
    if (text.empty()) return rule;

    const auto letters = take_letters(text);
    if (!letters) return std::nullopt;
    Summer summer;
    summer.offset = {rule.usual_.ahead + std::chrono::hours(1), *letters};
    if (!text.starts_with(',')) {
        const auto behind = take_hours(text);
        if (!behind) return std::nullopt;
        summer.offset.ahead = std::chrono::seconds(-*behind);
    }
    if (!take_letter(text, ',')) return std::nullopt;
    const auto begin = take_change(text);
    if (!begin || !take_letter(text, ',')) return std::nullopt;
    const auto end = take_change(text);
    if (!end || !text.empty()) return std::nullopt;
    summer.begin = *begin;
    summer.end = *end;
    rule.summer_ = summer;
    return rule;
}

// "M10.5.0/3", "J60" or "59/2:30"
std::optional<ZoneRule::Change> ZoneRule::take_change(std::string_view& text) {
    Change change;
    std::optional<int> day;
    if (take_letter(text, 'M')) {
        const auto month = take_digits(text, 1, 12);
        if (!month || !take_letter(text, '.')) return std::nullopt;
        const auto week = take_digits(text, 1, 5);
        if (!week || !take_letter(text, '.')) return std::nullopt;
        change.month = static_cast<unsigned>(*month);
        change.week = static_cast<unsigned>(*week);
        day = take_digits(text, 0, 6);
    } else if (take_letter(text, 'J')) {
        change.kind = Change::Kind::without_leap_day;
        day = take_digits(text, 1, 365);
    } else {
        change.kind = Change::Kind::with_leap_day;
        day = take_digits(text, 0, 365);
    }
    if (!day) return std::nullopt;
    change.day = *day;
    if (!take_letter(text, '/')) return change;
    const auto time = take_hours(text);
    if (!time) return std::nullopt;
    change.time = *time;
    return change;
}

// The seconds since 1970 that a clock there shows then.
std::int64_t ZoneRule::local(const Change& change, std::chrono::year year) {
    using namespace std::chrono;
    sys_days day;
    switch (change.kind) {
        case Change::Kind::weekday: {
            const weekday wanted(static_cast<unsigned>(change.day));
            const month of_year(change.month);
            day = change.week == 5 ? sys_days(year / of_year / wanted[last])
                                   : sys_days(year / of_year / wanted[change.week]);
            break;
        }
        case Change::Kind::without_leap_day: {
            constexpr int last_of_february = 59;
            const bool later = year.is_leap() && change.day > last_of_february;
            day = sys_days(year / January / 1) + days(change.day - (later ? 0 : 1));
            break;
        }
        case Change::Kind::with_leap_day: day = sys_days(year / January / 1) + days(change.day); break;
    }
    return sys_seconds(day).time_since_epoch().count() + change.time;
}

const ZoneOffset& ZoneRule::at(std::int64_t seconds) const {
    using namespace std::chrono;
    if (!summer_) return usual_;
    const auto usual = usual_.ahead.count();
    const year_month_day today(floor<days>(sys_seconds(std::chrono::seconds(seconds + usual))));
    const std::int64_t begin = local(summer_->begin, today.year()) - usual;
    const std::int64_t end = local(summer_->end, today.year()) - summer_->offset.ahead.count();
    const bool summer = begin < end ? begin <= seconds && seconds < end : seconds < end || begin <= seconds;
    return summer ? summer_->offset : usual_;
}

}  // namespace confab
