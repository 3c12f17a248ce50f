#include "peer_credentials.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace confab::admin {

namespace {

constexpr unsigned unmapped = 65534;       // what the kernel shows of ids that are not mapped
constexpr std::size_t max_groups = 65536;  // that Linux lets anyone have

// Only of users in /etc/passwd: to ask a directory service could take long, and everyone would wait.
std::string user_name(uid_t uid) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/etc/passwd", "re"), std::fclose);
    if (!file) return {};
    while (const passwd* user = ::fgetpwent(file.get())) {
        if (user->pw_uid == uid) return user->pw_name;
    }
    return {};
}

}  // namespace

Credentials credentials_of(int fd) {
    ucred peer{};
    socklen_t length = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) {
        throw std::system_error(errno, std::generic_category());
    }
    Credentials credentials{peer.uid, std::vector<gid_t>(64)};
    std::vector<gid_t>& groups = credentials.groups;
    length = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
    int status = ::getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &length);
    if (status != 0 && errno == ERANGE && length / sizeof(gid_t) <= max_groups) {
        groups.resize(length / sizeof(gid_t));
        status = ::getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &length);
    }
    groups.resize(status == 0 ? length / sizeof(gid_t) : 0);
    groups.push_back(peer.gid);
    return credentials;
}

bool may_operate(const Credentials& peer, uid_t own, gid_t file_group, bool open_to_all) {
    if (peer.uid == 0) return true;
    if (peer.uid == own && (own != unmapped || !open_to_all)) return true;
    const auto& groups = peer.groups;
    return file_group != unmapped && std::find(groups.begin(), groups.end(), file_group) != groups.end();
}

std::string describe(const Credentials& peer) {
    if (peer.uid == 0) return "root";
    std::string name = peer.uid == unmapped ? std::string() : user_name(peer.uid);
    return name.empty() ? fmt::format("uid {}", peer.uid) : name;
}

}  // namespace confab::admin
