#include "notify.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "text.hpp"

namespace confab::e2e {

namespace {

std::string line_in(const std::string& datagram, const std::string& wanted) {
    for (const std::string& line : split_lines(datagram)) {
        const bool begins = wanted.ends_with('=') && line.starts_with(wanted);
        if (line == wanted || begins) return line;
    }
    return "";
}

}  // namespace

NotifySocket::NotifySocket(Kind kind) : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    const bool abstract = kind == Kind::abstract;
    name_ = (abstract ? "@" : "") + directory_.path("notify");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name_.copy(address.sun_path, sizeof address.sun_path - 1);
    if (abstract) address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size());
    if (bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0) {
        throw Failure("no socket " + name_, Where::current());
    }
}

bool NotifySocket::receive(std::string& datagram, Clock::time_point deadline) {
    std::array<char, 4096> buffer{};
    pollfd event{socket_.get(), POLLIN, 0};
    if (poll(&event, 1, milliseconds_until(deadline)) == 0) return false;
    const ssize_t got = recv(socket_.get(), buffer.data(), buffer.size(), 0);
    datagram.assign(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return true;
}

std::string NotifySocket::wait_for(const std::string& line, Where where) {
    const auto deadline = Clock::now() + patience;
    std::string all;
    for (std::string datagram; receive(datagram, deadline); all += datagram + "\n--\n") {
        const std::string found = line_in(datagram, line);
        if (!found.empty()) return found;
    }
    throw Failure("no notification " + line + ", only:\n" + all, where);
}

bool NotifySocket::has_come(const std::string& line) {
    std::string datagram;
    while (receive(datagram, Clock::now())) {
        if (!line_in(datagram, line).empty()) return true;
    }
    return false;
}

}  // namespace confab::e2e
