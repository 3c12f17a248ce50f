// The user at the other end of the operators' socket, and whether it may use it.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace confab::admin {

struct Credentials {
    uid_t uid = 0;
    std::vector<gid_t> groups{};  // all of them
};

// By SO_PEERCRED and SO_PEERGROUPS: as they were when it connected. Throws std::system_error.
Credentials credentials_of(int fd);

// Whom the file's mode lets in as well: root, the user who runs the daemon (`own`), the members of the file's
// group. In a user namespace (PrivateUsers= of systemd) all users it does not know look like nobody. A daemon
// that nobody runs lets nobody in, unless the file is `open_to_all`: else its mode has let the peer in
// already.
bool may_operate(const Credentials& peer, uid_t own, gid_t file_group, bool open_to_all);

// "root", "ann", "uid 1000" for a user that /etc/passwd does not have
std::string describe(const Credentials& peer);

}  // namespace confab::admin
