#include "start_check.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include "confab/base/text.hpp"
#include "confab/ops/data_dir.hpp"
#include "confab/ops/handover.hpp"
#include "running.hpp"

namespace confab {

namespace {

namespace fs = std::filesystem;

constexpr const char* socket_of_the_service = "/run/confab/admin.sock";

std::string reason(int error) { return std::generic_category().message(error); }

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

// A socket that nobody answers at is removed; anything else is somebody's.
std::optional<std::string> why_not_replace(const std::string& path) {
    const fs::file_status status = fs::symlink_status(path);
    if (status.type() == fs::file_type::socket || !fs::exists(status)) return std::nullopt;
    return "there is a file of that name, which is no socket";
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

std::optional<std::string> why_not_listen_at(const ops::ListenUrl& url, bool runs) {
    if (!url.is_file()) return why_not_listen(url, runs);
    if (const auto why = why_not_replace(url.path)) return why;
    return why_not_write(fs::path(url.path).parent_path());
}

// Without its programs, a name has to be one that can be asked.
std::optional<std::string> why_not_ask(const std::string& command) {
    constexpr std::string_view service = "unix:";
    std::error_code error;
    if (command.starts_with(service)) {
        const std::string path = command.substr(service.size());
        if (fs::is_socket(path, error)) return std::nullopt;
        return fmt::format("there is no socket {}", one_line(path, '?'));
    }
    const bool runs = ::access(command.c_str(), X_OK) == 0;
    if (runs && fs::is_regular_file(command, error)) return std::nullopt;
    return fmt::format("cannot run {}: {}", one_line(command, '?'), runs ? "it is no file" : reason(errno));
}

bool has_port(const std::string& place, std::uint16_t port) {
    return place.ends_with(fmt::format(":{}", port)) || place.find(fmt::format(":{}?", port)) != place.npos;
}

}  // namespace

std::vector<std::string> what_would_fail(const ops::Options& options) {
    Findings findings;
    const bool runs = runs_here(options);
    for (const ops::ListenUrl& url : options.listen_urls) {
        if (url.is_passed() || options.listen_is_default) continue;  // of the default ones one may be missing
        findings.add(url.text(), why_not_listen_at(url, runs));
    }
    if (!options.metrics_url.host.empty()) {
        findings.add("metrics-listen", why_not_listen(options.metrics_url, runs));
    }
    if (!options.webhook_url.host.empty()) {
        findings.add("listen", why_not_listen(options.webhook_url, runs));
    }
    findings.add("data-dir", why_not_write(data_dir_of(options)));
    if (!options.auth_command.empty()) findings.add("auth-command", why_not_ask(options.auth_command));
    return findings.take();
}

std::vector<std::string> what_would_fail_anew(const ops::Options& options,
                                              const std::vector<std::string>& running) {
    Findings findings;
    const auto look_at = [&](const std::string& name, const ops::ListenUrl& url) {
        if (std::find(running.begin(), running.end(), url.text()) != running.end()) return;
        const bool ours = std::any_of(running.begin(), running.end(),
                                      [&](const std::string& place) { return has_port(place, url.port); });
        findings.add(name, why_not_listen_at(url, ours));
    };
    for (const ops::ListenUrl& url : options.listen_urls) {
        if (!url.is_passed() && !options.listen_is_default) look_at(url.text(), url);
    }
    if (!options.metrics_url.host.empty()) look_at("metrics-listen", options.metrics_url);
    if (!options.webhook_url.host.empty()) look_at("listen", options.webhook_url);
    return findings.take();
}

}  // namespace confab
