// Why one connection is slow, as far as its thread and the kernel know.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"

namespace confab::net {

// What TCP knows; see tcp(7), TCP_INFO.
struct TcpTrace {
    std::chrono::microseconds rtt{0};
    std::chrono::microseconds rtt_variance{0};
    std::uint32_t retransmits = 0;     // segments, since the beginning
    std::uint32_t unacknowledged = 0;  // segments
    std::uint32_t congestion_window = 0;
    std::uint32_t peer_window = 0;  // bytes that the peer has room for
    Milliseconds since_sent{0};
    Milliseconds since_received{0};
    Milliseconds since_acknowledged{0};
};

struct ConnectionTrace {
    ClientId client;
    std::size_t queued = 0;               // bytes that wait here
    std::optional<Milliseconds> waiting;  // for how long the socket has taken too little, if it does
    bool held = false;    // its input is not read now: for one of these three reasons, or more
    bool paused = false;  // by the hub, until an answer comes
    std::optional<Milliseconds> flood_wait;  // until the flood limit lets it say something
    std::size_t backlog = 0;                 // bytes that were read and are held back
    bool closing = false;
    std::uint64_t lines_in = 0;
    std::uint64_t bytes_in = 0;
    std::uint64_t lines_out = 0;
    std::uint64_t bytes_out = 0;
    std::size_t kernel_unsent = 0;          // bytes that the kernel has not sent yet
    std::size_t kernel_unacknowledged = 0;  // bytes that it has, or will, and that have not arrived
    std::optional<TcpTrace> tcp;            // none for a Unix socket
};

}  // namespace confab::net
