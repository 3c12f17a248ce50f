#include <fcntl.h>
#include <sys/socket.h>

#include "confab/net/handover.hpp"

namespace confab::net {

int take_back(int fd) {
    int family = -1;
    socklen_t length = sizeof family;
    if (::getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &length) != 0) return -1;
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    return family;
}

}  // namespace confab::net
