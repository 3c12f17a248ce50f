#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <functional>
#include <string>

#include "client.hpp"
#include "descriptor.hpp"

namespace confab::e2e {

// An Address as the kernel wants it.
class SocketAddress {
  public:
    explicit SocketAddress(const Address& address);
    static SocketAddress local(int socket);
    static SocketAddress peer(int socket);

    [[nodiscard]] int family() const { return storage_.ss_family; }
    [[nodiscard]] const sockaddr* data() const;
    [[nodiscard]] socklen_t size() const { return size_; }
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string text() const;  // ADDR:PORT, or [ADDR]:PORT for IPv6

  private:
    SocketAddress() = default;
    sockaddr_storage storage_{};
    socklen_t size_ = 0;
};

// A listening TCP port of ours on 127.0.0.1, so that nobody else can have it.
class OccupiedPort {
  public:
    OccupiedPort();
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string text() const { return "127.0.0.1:" + std::to_string(port_); }

  private:
    Descriptor socket_;
    std::uint16_t port_ = 0;
};

// Bytes that have reached the socket at the other end of this TCP connection (on this machine) and
// that its owner has not read yet.
std::size_t unread_by_peer(int socket);

// Is anybody there? Nothing is sent.
bool accepts_connections(const Address& address);

// Runs `body` in a network of its own, with nothing but a loopback, where every port is free.
// False if this user may not make one (then nothing was run).
bool in_own_network(const std::function<void()>& body);
// In there: the link goes down, and nothing of TCP arrives any more, nor is anybody told so. Until the end.
void cut_own_network(Where where = Where::current());

}  // namespace confab::e2e
