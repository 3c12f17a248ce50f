// Where a client comes from, as far as the chat has to know: to tell sources apart and to match bans.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace confab {

// An IPv6 address, or an IPv4 one as IPv6 maps it (RFC 4291, 2.5.5.2). Not from a network, that is by a Unix
// socket: all zero, or the user's number behind a prefix from which nothing is ever sent (RFC 6666).
struct Address {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Address&) const = default;

    // By a Unix socket, of which the kernel tells whose it is.
    static Address of_user(std::uint32_t uid);

    bool local() const;
    bool loopback() const;  // or local()
    bool is_v4() const;
    std::string text() const;  // "192.0.2.7", "2001:db8::7", "local", "local (uid 1000)"
};

// An address and how many of its bits count.
struct Network {
    Address address;          // the bits that do not count are 0
    std::uint8_t bits = 128;  // of the 16 bytes: an IPv4 /24 is a 120 here

    bool operator==(const Network&) const = default;
    bool contains(const Address& other) const;
    std::string text() const;  // "192.0.2.0/24", "192.0.2.7"
};

// "192.0.2.7", "192.0.2.0/24", "2001:db8::7", "2001:db8::/32". Nothing if it is none of these.
// An IPv6 address alone means its /64: whoever has one has all of that.
std::optional<Network> parse_network(std::string_view text);

// The network of so many bits that `address` is in.
Network network_of(const Address& address, std::uint8_t bits);

// 127.0.0.0/8 and ::1.
std::vector<Network> loopback_networks();

// What counts as one source: an IPv4 address, an IPv6 /64, or a user by a Unix socket.
Network source_of(const Address& address);

}  // namespace confab
