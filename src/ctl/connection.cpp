#include "connection.hpp"

#include <grp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "command_error.hpp"
#include "confab/base/socket_path.hpp"
#include "confab/ops/data_dir.hpp"

namespace confab::ctl {

namespace {

constexpr const char* socket_of_the_service = "/run/confab/admin.sock";
constexpr std::size_t max_line = std::size_t{1024} * 1024;  // more is no answer of confabd

[[noreturn]] void no_daemon(const std::string& path) {
    throw CommandError(Status::unreachable,
                       fmt::format("no daemon at {}: is confabd running? (systemctl status confabd)", path));
}

// A group that systemd makes for DynamicUser= and that is gone with the service: nobody can be a member.
bool is_dynamic(gid_t group) { return group >= 61184 && group <= 65519; }

[[noreturn]] void no_permission(const std::string& path) {
    const std::string start = fmt::format("no permission to use {}: try sudo, or ", path);
    struct stat status {};
    const group* owner = ::stat(path.c_str(), &status) == 0 && !is_dynamic(status.st_gid)
                             ? ::getgrgid(status.st_gid)
                             : nullptr;
    if (owner != nullptr && owner->gr_gid != 0) {
        throw CommandError(Status::unreachable, start + "become a member of the group " + owner->gr_name,
                           true);
    }
    throw CommandError(Status::unreachable,
                       start +
                           "let a group of yours in: systemctl edit confabd, [Service], Group=GROUP, "
                           "and PrivateUsers=no, without which the audit cannot name its members",
                       true);
}

Status status_of(const std::string& code) {
    if (code == "denied") return Status::unreachable;
    return code == "usage" ? Status::usage : Status::refused;
}

bool exists(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 || errno == EACCES;
}

}  // namespace

std::string find_socket(const std::string& wanted) {
    if (!wanted.empty()) return wanted;
    const char* set = std::getenv("CONFAB_ADMIN_SOCKET");
    if (set != nullptr && *set != '\0') return set;
    if (exists(socket_of_the_service)) return socket_of_the_service;
    try {
        const std::string own = ops::default_admin_socket(ops::default_data_dir());
        if (exists(own)) return own;
    } catch (const std::runtime_error&) {
        // A user without a home directory has no confabd there.
    }
    return socket_of_the_service;
}

Connection::Connection(const std::string& socket, std::chrono::seconds timeout)
    : path_(socket), timeout_(timeout), fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    if (socket.size() > max_socket_path) {
        throw CommandError(Status::unreachable, fmt::format("the path of a socket has at most {} bytes: {}",
                                                            max_socket_path, socket));
    }
    socket.copy(to.sun_path, socket.size());
    // Also holds for connect(), which waits while the queue of a daemon that hangs is full.
    const timeval limit{timeout.count(), 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect_to(to)) return;
    if (errno == EAGAIN) does_not_answer();
    if (errno == EACCES || errno == EPERM) no_permission(path_);
    if (errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR || errno == ENOTSOCK) no_daemon(path_);
    throw CommandError(Status::unreachable,
                       fmt::format("cannot connect to {}: {}", path_,
                                   std::error_code(errno, std::generic_category()).message()));
}

// As long as more of us wait than the daemon's queue holds.
bool Connection::connect_to(const sockaddr_un& to) const {
    constexpr auto again = std::chrono::milliseconds(20);
    const auto until = std::chrono::steady_clock::now() + timeout_;
    while (::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
        if (errno != EAGAIN && errno != EINTR) return false;
        if (std::chrono::steady_clock::now() >= until) {
            errno = EAGAIN;
            return false;
        }
        std::this_thread::sleep_for(again);
    }
    return true;
}

void Connection::does_not_answer() const {
    throw CommandError(Status::unreachable,
                       fmt::format("confabd does not answer within {} s (--timeout)", timeout_.count()));
}

Connection::~Connection() {
    if (fd_ >= 0) ::close(fd_);
}

void Connection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        // Whoever is turned away is told why, and that is still to be read.
        if (sent < 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string Connection::line() {
    for (;;) {
        const std::size_t end = received_.find('\n');
        if (end != std::string::npos) {
            std::string line = received_.substr(0, end);
            received_.erase(0, end + 1);
            return line;
        }
        if (received_.size() > max_line)
            throw CommandError(Status::unreachable, path_ + " is no admin socket");
        pollfd event{fd_, POLLIN, 0};
        const auto wait = std::chrono::milliseconds(timeout_).count();
        if (::poll(&event, 1, static_cast<int>(wait)) == 0) {
            does_not_answer();
        }
        std::array<char, 65536> buffer;
        const ssize_t got = ::recv(fd_, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            throw CommandError(Status::unreachable,
                               "confabd went away before it had answered; the log says why");
        }
        received_.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

void Connection::ask(const Request& request, const std::function<void(const Json&)>& row,
                     const std::function<void(const Json&)>& working) {
    const Json json{{"version", 1}, {"command", request.command}, {"arguments", request.arguments}};
    send(json.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n");
    for (;;) {
        const Json answer = Json::parse(line(), nullptr, false);
        if (!answer.is_object()) throw CommandError(Status::unreachable, path_ + " is no admin socket");
        if (const auto result = answer.find("result"); result != answer.end()) {
            row(*result);
        } else if (answer.value("ok", false)) {
            return;
        } else if (answer.contains("working")) {
            if (working) working(answer);
        } else {
            const std::string code = answer.value("code", "");
            throw CommandError(status_of(code), answer.value("error", "confabd refuses and does not say why"),
                               code == "denied");
        }
    }
}

}  // namespace confab::ctl
