// What systemd is told (sd_notify(3)); all of it does nothing without $NOTIFY_SOCKET.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace confab::ops::notify {

void ready();
void reloading();
void stopping();
void clients(std::size_t count);
void watchdog();

// How often watchdog() is due: half of what the unit's WatchdogSec allows.
std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace confab::ops::notify
