#include "confab/ops/notify.hpp"

#include <systemd/sd-daemon.h>
#include <time.h>

namespace confab::ops::notify {

void ready() { sd_notify(0, "READY=1"); }

void reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const long long microseconds = now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld", microseconds);
}

void stopping() { sd_notify(0, "STOPPING=1"); }

void clients(std::size_t count) { sd_notifyf(0, "STATUS=%zu %s", count, count == 1 ? "client" : "clients"); }

void watchdog() { sd_notify(0, "WATCHDOG=1"); }

std::optional<std::chrono::microseconds> watchdog_interval() {
    std::uint64_t allowed = 0;
    if (sd_watchdog_enabled(0, &allowed) <= 0 || allowed < 2) return std::nullopt;
    return std::chrono::microseconds(allowed / 2);
}

}  // namespace confab::ops::notify
