// The clock that a user is shown times by.
#pragma once

#include "confab/base/zone_clock.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

// The time zone is a preference of interactive displays; all others go by the server's.
inline ZoneClock clock_of(const User& user) {
    if (!user.connection.view.interactive) return ZoneClock();
    return ZoneClock(user.connection.display().time_zone);
}

}  // namespace confab
