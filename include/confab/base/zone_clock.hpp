// The time of day where somebody is.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "confab/base/time.hpp"

namespace confab {

class TimeZone;

class ZoneClock {
  public:
    // `zone` as time_zones() has it; empty, or one that is not there: the server's.
    explicit ZoneClock(std::string_view zone = {});

    // Empty: the server's.
    std::string_view zone() const;
    // "14:02 "
    std::string clock(WallTime time) const;
    // What people there call the offset of their clocks from UTC at that time: "CET", "+03".
    std::string letters(WallTime time) const;
    std::chrono::sys_days day(WallTime time) const {
        return std::chrono::floor<std::chrono::days>(local(time));
    }

    WallTime local(WallTime time) const;  // what clocks show there, as if it were UTC

    // When they show that. Once: both are the same. In the hour that clocks show twice: both. In the hour
    // that they skip: the moment they do.
    struct Instants {
        WallTime first;
        WallTime last;
    };
    Instants instants(WallTime local) const;

  private:
    const TimeZone* zone_;  // none: the server's
};

}  // namespace confab
