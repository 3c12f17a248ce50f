#include "confab/core/zone_clock.hpp"

#include <unicode/timezone.h>

#include <array>
#include <cstdio>
#include <ctime>

namespace confab {

class ZoneClock::Zone {
  public:
    explicit Zone(std::string_view name)
        : zone_(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(
              icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size()))))) {}

    bool known() const { return *zone_ != icu::TimeZone::getUnknown(); }
    Milliseconds offset(WallTime time) const {
        UErrorCode status = U_ZERO_ERROR;
        std::int32_t raw = 0;
        std::int32_t summer = 0;
        zone_->getOffset(static_cast<UDate>(time.time_since_epoch().count()), 0, raw, summer, status);
        return Milliseconds{raw + summer};
    }

  private:
    std::unique_ptr<icu::TimeZone> zone_;
};

namespace {

Milliseconds server_offset(WallTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(time));
    std::tm there{};
    localtime_r(&seconds, &there);
    return std::chrono::seconds{there.tm_gmtoff};
}

}  // namespace

ZoneClock::ZoneClock(std::string_view zone) {
    if (zone.empty()) return;
    zone_ = std::make_unique<Zone>(zone);
    if (!zone_->known()) zone_.reset();
}

ZoneClock::~ZoneClock() = default;
ZoneClock::ZoneClock(ZoneClock&&) noexcept = default;
ZoneClock& ZoneClock::operator=(ZoneClock&&) noexcept = default;

WallTime ZoneClock::local(WallTime time) const {
    return time + (zone_ ? zone_->offset(time) : server_offset(time));
}

// The offset of the wanted instant is that of one close to it, looked up once more where it changes between.
WallTime ZoneClock::instant(WallTime local_time) const {
    const WallTime near = local_time - (local(local_time) - local_time);
    return local_time - (local(near) - near);
}

std::string ZoneClock::clock(WallTime time) const {
    const WallTime there = local(time);
    const std::chrono::hh_mm_ss of_day(there - std::chrono::floor<std::chrono::days>(there));
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d ", static_cast<int>(of_day.hours().count()),
                  static_cast<int>(of_day.minutes().count()));
    return text.data();
}

std::string date_text(std::chrono::sys_days day) {
    static constexpr std::array weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                         "Thursday", "Friday", "Saturday"};
    static constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day date(day);
    std::string text = weekdays[std::chrono::weekday(day).c_encoding()];
    text.append(", ").append(std::to_string(static_cast<unsigned>(date.day()))).append(" ");
    text.append(months[static_cast<unsigned>(date.month()) - 1]).append(" ");
    return text.append(std::to_string(static_cast<int>(date.year())));
}

}  // namespace confab
