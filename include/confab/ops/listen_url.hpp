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
// irc://, ircs:// (encrypted) and irc+unix:// are for IRC clients; after ?join= stands the room that they
// come into, lobby or none. systemd:NAME?as=telnet&proxy=NETWORK&socket=N is a socket that systemd passes.
struct ListenUrl {
    enum class Scheme : std::uint8_t { tcp, telnet, tls, tlstelnet, irc, ircs, unix_socket, irc_unix };

    Scheme scheme = Scheme::tcp;
    std::string host;  // numeric, or a name; without brackets
    std::uint16_t port = 0;
    std::string path;
    // A proxy with the PROXY protocol is in front, and only connections from these sources are let in. Empty:
    // none.
    std::vector<Network> proxies{};
    std::string socket_name{};  // of a socket that systemd passes (activation.hpp); empty: it is opened here
    std::size_t socket_number = 0;  // of those with that name, from 1; 0: all of them

    bool joins_nothing = false;  // ?join=none

    bool is_file() const { return scheme == Scheme::unix_socket || scheme == Scheme::irc_unix; }
    bool is_irc() const {
        return scheme == Scheme::irc || scheme == Scheme::ircs || scheme == Scheme::irc_unix;
    }
    bool is_passed() const { return !socket_name.empty(); }
    bool is_encrypted() const {
        return scheme == Scheme::tls || scheme == Scheme::tlstelnet || scheme == Scheme::ircs;
    }
    std::string_view scheme_name() const;
    std::string query() const;  // "?proxy=192.0.2.7", or empty
    std::string text() const;
    bool operator==(const ListenUrl&) const = default;
};

// Throws std::invalid_argument that says what is wrong.
ListenUrl parse_listen_url(std::string_view text);

}  // namespace confab::ops
