#include "start_check.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include "confab/base/text.hpp"
#include "confab/ops/data_dir.hpp"
#include "confab/ops/handover.hpp"

namespace confab {

namespace {

namespace fs = std::filesystem;

constexpr const char* socket_of_the_service = "/run/confab/admin.sock";

std::string reason(int error) { return std::generic_category().message(error); }

std::string data_dir_of(const ops::Options& options) {
    return options.data_dir.empty() ? ops::default_data_dir() : options.data_dir;
}

bool is_answered(const std::string& socket) {
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    if (socket.size() >= sizeof to.sun_path) return false;
    socket.copy(to.sun_path, socket.size());
    const ops::OwnedFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const bool connected = ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    return connected || errno == EACCES;  // or it is somebody else's
}

// By the lock that it holds, or by its socket, which may be that of the service.
bool runs_here(const ops::Options& options) {
    const std::string data = data_dir_of(options);
    const ops::OwnedFd lock(::open((data + "/lock").c_str(), O_RDONLY | O_CLOEXEC));
    if (lock.get() >= 0 && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) return true;
    const bool is_named = !options.admin_socket.empty() && options.admin_socket != "none";
    const std::string socket = is_named ? options.admin_socket : ops::default_admin_socket(data);
    return is_answered(socket) || (!is_named && is_answered(socket_of_the_service));
}

// 0, or why nobody can listen there. Nobody does afterwards.
int try_to_bind(const addrinfo& place) {
    const ops::OwnedFd fd(::socket(place.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (fd.get() < 0) return errno;
    const int on = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (place.ai_family == AF_INET6) ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (::bind(fd.get(), place.ai_addr, place.ai_addrlen) != 0) return errno;
    return ::listen(fd.get(), 1) == 0 ? 0 : errno;
}

std::optional<std::string> why_not_listen(const ops::ListenUrl& url, bool runs) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(url.host.c_str(), std::to_string(url.port).c_str(), &hints, &found);
    if (error != 0) return ::gai_strerror(error);
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> places(found, ::freeaddrinfo);
    const int failed = try_to_bind(*places);
    if (failed == 0 || (failed == EADDRINUSE && runs)) return std::nullopt;
    return failed == EADDRINUSE ? "the port is in use by another program" : reason(failed);
}

// The directory, or the nearest one above it that is there.
std::optional<std::string> why_not_write(const std::string& directory) {
    fs::path nearest = fs::absolute(directory).lexically_normal();
    std::error_code ignored;
    while (!fs::exists(nearest, ignored) && nearest.has_relative_path()) nearest = nearest.parent_path();
    if (::access(nearest.c_str(), W_OK | X_OK) == 0) return std::nullopt;
    return fmt::format("cannot write to {}: {}", nearest.string(), reason(errno));
}

class Findings {
  public:
    void add(const std::string& what, const std::optional<std::string>& why) {
        if (why) all_.push_back(fmt::format("{}: {}", one_line(what, '?'), *why));
    }
    std::vector<std::string> take() { return std::move(all_); }

  private:
    std::vector<std::string> all_;
};

}  // namespace

std::vector<std::string> what_would_fail(const ops::Options& options) {
    Findings findings;
    const bool runs = runs_here(options);
    for (const ops::ListenUrl& url : options.listen_urls) {
        if (url.is_passed() || options.listen.empty()) continue;  // of the default ones one may be missing
        const bool is_file = url.is_file();
        findings.add(url.text(),
                     is_file ? why_not_write(fs::path(url.path).parent_path()) : why_not_listen(url, runs));
    }
    if (!options.metrics_url.host.empty()) {
        findings.add("metrics-listen", why_not_listen(options.metrics_url, runs));
    }
    findings.add("data-dir", why_not_write(data_dir_of(options)));
    const std::string& program = options.auth_command;
    if (program.starts_with('/') && ::access(program.c_str(), X_OK) != 0) {
        findings.add("auth-command", fmt::format("cannot run {}: {}", one_line(program, '?'), reason(errno)));
    }
    return findings.take();
}

}  // namespace confab
