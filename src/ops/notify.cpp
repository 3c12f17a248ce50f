#include "confab/ops/notify.hpp"
#include "confab/base/text.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <string_view>

namespace confab::ops::notify {

namespace {

struct Status {
    std::mutex mutex;
    std::size_t clients = 0;
    std::string error;
};
Status status;

// How long a state of the service may be waited for to be taken; nothing else waits at all.
constexpr int state_wait = 200;  // ms

// Connected, or -1.
int socket_to(std::string_view name) {
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    if (name.empty() || name.size() >= sizeof to.sun_path || (name[0] != '/' && name[0] != '@')) return -1;
    name.copy(to.sun_path, name.size());
    if (name[0] == '@') to.sun_path[0] = '\0';  // abstract, see unix(7)
    const auto size =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + (name[0] == '@' ? 0 : 1));
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr*>(&to), size) == 0) return fd;
    ::close(fd);
    return -1;
}

// Not sd_notify(), which waits for a service manager that does not read, and with it the whole chat.
void send(std::string_view text, int wait = 0) {
    const char* name = std::getenv("NOTIFY_SOCKET");
    const int fd = name == nullptr ? -1 : socket_to(name);
    if (fd < 0) return;
    const bool full = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL) < 0 && errno == EAGAIN;
    pollfd event{fd, POLLOUT, 0};
    if (full && wait > 0 && ::poll(&event, 1, wait) > 0) {
        static_cast<void>(::send(fd, text.data(), text.size(), MSG_NOSIGNAL));
    }
    ::close(fd);
}

void send_status() {
    const std::string clients = counted(status.clients, "client");
    send(status.error.empty() ? fmt::format("STATUS={}", clients)
                              : fmt::format("STATUS={}; {}", clients, status.error));
}

}  // namespace

void ready() { send("READY=1", state_wait); }

void reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const long long microseconds = now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
    send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", microseconds), state_wait);
}

void stopping() { send("STOPPING=1", state_wait); }

void clients(std::size_t count) {
    const std::lock_guard lock(status.mutex);
    status.clients = count;
    send_status();
}

void storage_error(const std::string& why) {
    const std::lock_guard lock(status.mutex);
    status.error = why;
    send_status();
}

void watchdog() { send("WATCHDOG=1"); }

std::optional<std::chrono::microseconds> watchdog_interval() {
    std::uint64_t allowed = 0;
    if (sd_watchdog_enabled(0, &allowed) <= 0 || allowed < 2) return std::nullopt;
    return std::chrono::microseconds(allowed / 2);
}

}  // namespace confab::ops::notify
