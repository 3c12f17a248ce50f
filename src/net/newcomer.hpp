// A connection that was accepted and is no client yet.
#pragma once

#include <cstdint>
#include <memory>

#include "socket_options.hpp"
#include "source_hold.hpp"
#include "tls_stream.hpp"

namespace confab::net {

// Whoever holds it closes `fd`, or hands it on.
struct Newcomer {
    int fd = -1;
    int family = 0;
    Peer peer;
    std::unique_ptr<TlsStream> tls{};  // none: plain
    SourceHold source{};
    std::uint16_t listener = 0;  // as in ListenerCounts
};

}  // namespace confab::net
