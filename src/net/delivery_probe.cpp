#include "delivery_probe.hpp"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <chrono>
#include <cstddef>

namespace confab::net {

namespace {

// A peer that owes more than this was not reading, or reads so slowly that it acknowledges late.
constexpr int max_on_the_way = 64 * 1024;
constexpr Milliseconds delayed_acknowledgement{200};  // at most, as peers have it

bool hung_up(int fd) {
    pollfd one{fd, 0, 0};
    return ::poll(&one, 1, 0) < 0 || one.revents != 0;
}

// What was sent before the last sign of life has arrived by then, unless a segment was missing or the peer
// had no room: it acknowledges that too, and takes nothing.
Arrived last_sign(const tcp_info& info, int waiting, bool refused, MonoTime now) {
    if (info.tcpi_sacked > 0 || waiting > max_on_the_way) return std::nullopt;
    const auto missing = static_cast<std::uint32_t>(waiting);
    if (missing > info.tcpi_snd_wnd) return std::nullopt;
    const std::chrono::microseconds trip(std::uint64_t{info.tcpi_rtt} + 4 * std::uint64_t{info.tcpi_rttvar});
    const MonoTime before = now - Milliseconds{info.tcpi_last_ack_recv} -
                            std::chrono::ceil<Milliseconds>(trip) - delayed_acknowledgement;
    return Reached{before, refused ? Reached::nobody_knows : missing};
}

}  // namespace

// After a time-out or a reset the kernel has thrown away what it still had to send, but it remembers how much
// that was, and when it last heard of the peer.
Arrived probe_delivery(int fd, bool refused, MonoTime now) {
    int waiting = 0;
    if (::ioctl(fd, SIOCOUTQ, &waiting) != 0) return std::nullopt;
    tcp_info info{};
    socklen_t length = sizeof info;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) {
        // A Unix socket, which knows what was read while somebody is there to read.
        if (waiting == 0 && !refused && !hung_up(fd)) return all_arrived;
        return std::nullopt;
    }
    if (waiting == 0 && !refused) return all_arrived;
    constexpr std::size_t needed = offsetof(tcp_info, tcpi_snd_wnd) + sizeof info.tcpi_snd_wnd;
    if (length < needed) return std::nullopt;  // Linux before 5.4
    return last_sign(info, waiting, refused, now);
}

void trace_delivery(int fd, ConnectionTrace& to) {
    int bytes = 0;
    if (::ioctl(fd, SIOCOUTQ, &bytes) == 0) to.kernel_unacknowledged = static_cast<std::size_t>(bytes);
    bytes = 0;
    if (::ioctl(fd, SIOCOUTQNSD, &bytes) == 0) to.kernel_unsent = static_cast<std::size_t>(bytes);
    tcp_info info{};
    socklen_t length = sizeof info;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return;
    to.tcp = TcpTrace{.rtt = std::chrono::microseconds(info.tcpi_rtt),
                      .rtt_variance = std::chrono::microseconds(info.tcpi_rttvar),
                      .retransmits = info.tcpi_total_retrans,
                      .unacknowledged = info.tcpi_unacked,
                      .congestion_window = info.tcpi_snd_cwnd,
                      .peer_window = info.tcpi_snd_wnd,
                      .since_sent = Milliseconds{info.tcpi_last_data_sent},
                      .since_received = Milliseconds{info.tcpi_last_data_recv},
                      .since_acknowledged = Milliseconds{info.tcpi_last_ack_recv}};
}

Milliseconds round_trip(int fd) {
    tcp_info info{};
    socklen_t length = sizeof info;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return Milliseconds{-1};
    return Milliseconds{info.tcpi_rtt / 1000};
}

}  // namespace confab::net
