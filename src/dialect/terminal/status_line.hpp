// The status row of a terminal.
#pragma once

#include <string>

#include "confab/base/time.hpp"
#include "confab/core/users/display.hpp"

namespace confab::dialect {

// "#lobby, 12 here | 3 unread | 40 ms", in reverse video. `lag`: there and back; below 0, unknown.
std::string status_line(const Status& status, Milliseconds lag);

}  // namespace confab::dialect
