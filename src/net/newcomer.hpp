// A connection that was accepted and is no client yet.
#pragma once

#include "socket_options.hpp"

namespace confab::net {

// Whoever holds it closes `fd`, or hands it on.
struct Newcomer {
    int fd = -1;
    int family = 0;
    Peer peer;
};

}  // namespace confab::net
