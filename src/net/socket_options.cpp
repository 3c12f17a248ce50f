#include "socket_options.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/un.h>

#include <array>
#include <cstring>

namespace confab::net {

namespace {

void set(int fd, int level, int name, int value) {
    // None of them is worth failing for: without it the connection is only a little worse.
    static_cast<void>(::setsockopt(fd, level, name, &value, sizeof value));
}

Address address_of(const sockaddr_storage& address) {
    Address result;
    if (address.ss_family == AF_INET6) {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
        std::memcpy(result.bytes.data(), &v6.sin6_addr, result.bytes.size());
    } else if (address.ss_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
        result.bytes[10] = result.bytes[11] = 0xff;
        std::memcpy(result.bytes.data() + 12, &v4.sin_addr, 4);
    }
    return result;
}

std::string describe(const sockaddr_storage& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.ss_family == AF_INET6) {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
        if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {  // by a socket of both families, which systemd makes
            return address_of(address).text() + ":" + std::to_string(ntohs(v6.sin6_port));
        }
        inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
        return std::string(1, '[').append(text.data()).append("]:") + std::to_string(ntohs(v6.sin6_port));
    }
    if (address.ss_family == AF_UNIX) return reinterpret_cast<const sockaddr_un&>(address).sun_path;
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    return std::string(text.data()) + ":" + std::to_string(ntohs(v4.sin_port));
}

Peer peer_of_unix(int fd) {
    ucred peer{};
    socklen_t length = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return {"unix", {}};
    return {"unix (uid " + std::to_string(peer.uid) + ")", Address::of_user(peer.uid)};
}

}  // namespace

void set_options_for_clients(int fd) {
    // A turn is written whole; Nagle would only hold back its end.
    set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    // Peers that vanished are found in about two minutes when idle, and in five when they owe an
    // acknowledgement; a display stopped with Ctrl-S counts as the latter, so it is not shorter.
    set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 60);
    set(fd, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(fd, IPPROTO_TCP, TCP_KEEPCNT, 6);
    set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, 300'000);
    // Or the kernel keeps megabytes for a client that does not read, beyond --max-queue.
    set(fd, SOL_SOCKET, SO_SNDBUF, 512 * 1024);
    // Telnet sends IAC DM as urgent data; it has its place among the other bytes.
    set(fd, SOL_SOCKET, SO_OOBINLINE, 1);
}

Peer peer_of(int fd, const sockaddr_storage& address) {
    if (address.ss_family == AF_UNIX) return peer_of_unix(fd);
    return {describe(address), address_of(address)};
}

std::uint16_t local_port(int fd) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    static_cast<void>(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length));
    if (address.ss_family == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
    if (address.ss_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
    return 0;
}

std::string describe_local(int fd) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    static_cast<void>(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length));
    return describe(address);
}

}  // namespace confab::net
