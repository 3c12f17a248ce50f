#include "peer.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace confab::net::admin {

namespace {

constexpr unsigned nobody = 65534;          // what the kernel shows of ids that are not mapped
constexpr std::size_t most_groups = 65536;  // that Linux lets anyone have

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
    if (status != 0 && errno == ERANGE && length / sizeof(gid_t) <= most_groups) {
        groups.resize(length / sizeof(gid_t));
        status = ::getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &length);
    }
    groups.resize(status == 0 ? length / sizeof(gid_t) : 0);
    groups.push_back(peer.gid);
    return credentials;
}

bool may_operate(const Credentials& peer, uid_t own, gid_t file_group) {
    if (peer.uid == 0) return true;
    if (peer.uid == own && own != nobody) return true;
    const auto& groups = peer.groups;
    return file_group != nobody && std::find(groups.begin(), groups.end(), file_group) != groups.end();
}

std::string describe(const Credentials& peer) {
    return peer.uid == 0 ? std::string("root") : std::string("uid ").append(std::to_string(peer.uid));
}

}  // namespace confab::net::admin
