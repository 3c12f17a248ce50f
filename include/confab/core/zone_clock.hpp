// The time of day where somebody is.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "confab/core/time.hpp"

namespace confab {

class ZoneClock {
  public:
    // `zone` as in the IANA database; empty, or one that ICU does not know: the server's.
    explicit ZoneClock(std::string_view zone = {});
    ~ZoneClock();
    ZoneClock(ZoneClock&&) noexcept;
    ZoneClock& operator=(ZoneClock&&) noexcept;

    // "14:02 "
    std::string clock(WallTime time) const;
    std::chrono::sys_days day(WallTime time) const {
        return std::chrono::floor<std::chrono::days>(local(time));
    }

    WallTime local(WallTime time) const;     // what clocks show there, as if it were UTC
    WallTime instant(WallTime local) const;  // when they show that; in the hour that clocks skip, or show
                                             // twice, one of those it may be

  private:
    class Zone;

    std::unique_ptr<Zone> zone_;  // none: the server's
};

// "Sunday, 22 November 2026"
std::string date_text(std::chrono::sys_days day);

}  // namespace confab
