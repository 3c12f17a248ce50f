// Where to listen, as operators write it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/address.hpp"

namespace confab::ops {

// tcp://ADDR:PORT, telnet://, tls://, tlstelnet://, unix:///PATH; ADDR:PORT alone means tcp. IPv6 addresses
// stand in brackets. Each may end in ?proxy=NETWORK,NETWORK, that of a Unix socket in ?proxy=uid:N.
struct ListenUrl {
    enum class Scheme : std::uint8_t { tcp, telnet, tls, tlstelnet, unix_socket };

    Scheme scheme = Scheme::tcp;
    std::string host;  // numeric, or a name; without brackets
    std::uint16_t port = 0;
    std::string path;
    // A proxy with the PROXY protocol is in front, and only connections from these sources are let in. Empty:
    // none.
    std::vector<Network> proxies{};

    bool is_encrypted() const { return scheme == Scheme::tls || scheme == Scheme::tlstelnet; }
    std::string_view scheme_name() const;
    std::string query() const;  // "?proxy=192.0.2.7", or empty
    std::string text() const;
    bool operator==(const ListenUrl&) const = default;
};

// Throws std::invalid_argument that says what is wrong.
ListenUrl parse_listen_url(std::string_view text);

}  // namespace confab::ops
