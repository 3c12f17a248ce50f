// What the library has no name for: options of sockets, and addresses as text for the log.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>

#include "confab/base/address.hpp"

namespace confab::net {

// Set on a listening socket; on Linux whoever is accepted inherits them.
void set_options_for_clients(int fd);

// The other end of a connection.
struct Peer {
    std::string text;  // "127.0.0.1:5000", "[::1]:5000", "unix (uid 1000)"
    Address address;
    bool encrypted = false;
    std::string certificate{};  // SHA-256 of the one it has shown, in hexadecimal; empty: none
};

Peer peer_of(int fd, const sockaddr_storage& address);
std::string describe_local(int fd);
std::uint16_t local_port(int fd);  // 0 if there is none

}  // namespace confab::net
