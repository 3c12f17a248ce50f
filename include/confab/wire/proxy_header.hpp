// The header by which a proxy says whose connection it relays: the PROXY protocol, version 1 and 2, as
// haproxy's proxy-protocol.txt has it. Only bytes; whose header is believed is for others to say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "confab/base/address.hpp"

namespace confab::wire {

struct ProxyHeader {
    // The addresses below are the client's. Not if the connection is the proxy's own (LOCAL, for a health
    // check), or the proxy cannot tell (UNKNOWN, UNSPEC, datagrams): then the real peer counts.
    bool relayed = false;
    Address source{};  // all zero: a client of a Unix socket
    std::uint16_t port = 0;
    bool encrypted = false;  // the client talks TLS with the proxy
};

struct ProxyProgress {
    enum class Kind : std::uint8_t { incomplete, complete, bad };

    Kind kind = Kind::incomplete;
    std::size_t wanted = 0;  // incomplete: so many more bytes belong to the header in any case
    ProxyHeader header{};    // complete: all bytes are the header
    const char* why = "";    // bad
};

inline constexpr std::size_t max_proxy_v1 = 107;        // bytes
inline constexpr std::size_t max_proxy_v2 = 16 + 4096;  // the same, with what is said about TLS

// Looks at all bytes that were read so far. Whoever never reads more than `wanted` never takes a byte from
// behind the header.
ProxyProgress read_proxy_header(std::string_view bytes);

}  // namespace confab::wire
