// The clock that a client is shown times by.
#pragma once

#include "confab/base/zone_clock.hpp"
#include "confab/core/users/client.hpp"

namespace confab {

// The time zone is a preference of interactive displays; all others go by the server's.
inline ZoneClock clock_of(const Client& client) {
    if (!client.view.interactive || !client.extras) return ZoneClock();
    return ZoneClock(client.extras->display.time_zone);
}

}  // namespace confab
