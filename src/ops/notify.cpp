#include "confab/ops/notify.hpp"

#include <systemd/sd-daemon.h>
#include <time.h>

#include <mutex>

namespace confab::ops::notify {

namespace {

struct Status {
    std::mutex mutex;
    std::size_t clients = 0;
    std::string trouble;
};
Status status;

void send_status() {
    sd_notifyf(0, "STATUS=%zu %s%s%s", status.clients, status.clients == 1 ? "client" : "clients",
               status.trouble.empty() ? "" : "; ", status.trouble.c_str());
}

}  // namespace

void ready() { sd_notify(0, "READY=1"); }

void reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const long long microseconds = now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld", microseconds);
}

void stopping() { sd_notify(0, "STOPPING=1"); }

void clients(std::size_t count) {
    const std::lock_guard lock(status.mutex);
    status.clients = count;
    send_status();
}

void trouble(const std::string& why) {
    const std::lock_guard lock(status.mutex);
    status.trouble = why;
    send_status();
}

void watchdog() { sd_notify(0, "WATCHDOG=1"); }

std::optional<std::chrono::microseconds> watchdog_interval() {
    std::uint64_t allowed = 0;
    if (sd_watchdog_enabled(0, &allowed) <= 0 || allowed < 2) return std::nullopt;
    return std::chrono::microseconds(allowed / 2);
}

}  // namespace confab::ops::notify
