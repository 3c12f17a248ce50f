// What systemd is told, in the form of sd_notify(3); all of it does nothing without $NOTIFY_SOCKET. A service
// manager that does not read is not waited for.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace confab::ops::notify {

void ready();
void reloading();
void stopping();
void clients(std::size_t count);
// What is wrong, which STATUS= says beside the clients; empty: nothing any more. Both thread-safe.
void storage_error(const std::string& why);
void watchdog();

// How often watchdog() is due: half of the time that the unit's WatchdogSec allows.
std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace confab::ops::notify
