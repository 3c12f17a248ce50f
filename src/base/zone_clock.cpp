#include "confab/base/zone_clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "confab/base/time_zones.hpp"

namespace confab {

namespace {

std::tm server_time(WallTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(time));
    std::tm there{};
    localtime_r(&seconds, &there);
    return there;
}

// Between two instants there is one change of the clocks.
WallTime change_between(const ZoneClock& clock, WallTime before, WallTime after) {
    const Milliseconds old = clock.local(before) - before;
    while (after - before > Milliseconds{1}) {
        const WallTime middle = before + (after - before) / 2;
        (clock.local(middle) - middle == old ? before : after) = middle;
    }
    return after;
}

}  // namespace

ZoneClock::ZoneClock(std::string_view zone) : zone_(zone.empty() ? nullptr : time_zone(zone)) {}

std::string_view ZoneClock::zone() const { return zone_ == nullptr ? std::string_view() : name_of(*zone_); }

WallTime ZoneClock::local(WallTime time) const {
    if (zone_ != nullptr) return time + zone_->at(time).ahead;
    return time + std::chrono::seconds{server_time(time).tm_gmtoff};
}

std::string ZoneClock::letters(WallTime time) const {
    if (zone_ != nullptr) return zone_->at(time).letters;
    const char* letters = server_time(time).tm_zone;
    return letters == nullptr ? "" : letters;
}

// No clock is a day away from UTC, so the offsets before and after are those of a day before and after.
ZoneClock::Instants ZoneClock::instants(WallTime local_time) const {
    constexpr std::chrono::days day(1);
    const Milliseconds old = local(local_time - day) - (local_time - day);
    const Milliseconds later = local(local_time + day) - (local_time + day);
    const WallTime by_old = local_time - old;
    const WallTime by_later = local_time - later;
    const bool old_holds = local(by_old) == local_time;
    const bool later_holds = local(by_later) == local_time;
    if (old_holds && later_holds) return {std::min(by_old, by_later), std::max(by_old, by_later)};
    if (old_holds) return {by_old, by_old};
    if (later_holds) return {by_later, by_later};
    const WallTime skipped = change_between(*this, std::min(by_old, by_later), std::max(by_old, by_later));
    return {skipped, skipped};
}

std::string ZoneClock::clock(WallTime time) const {
    const WallTime there = local(time);
    const std::chrono::hh_mm_ss of_day(there - std::chrono::floor<std::chrono::days>(there));
    return fmt::format("{:02}:{:02} ", of_day.hours().count(), of_day.minutes().count());
}

}  // namespace confab
