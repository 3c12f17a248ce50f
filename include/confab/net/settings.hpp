// What an operator may set about the server: the chat's settings and the edge's.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "confab/base/flood.hpp"
#include "confab/base/source_table.hpp"
#include "confab/core/settings.hpp"
#include "confab/dialect/table.hpp"
#include "confab/net/tls_context.hpp"
#include "confab/ops/listen_url.hpp"

namespace confab::net {

struct HandshakeLimits {
    std::size_t most = 256;  // at once, over all listeners
    std::chrono::milliseconds time{10'000};
};

// Connections that go on after a crash, because systemd keeps copies of them.
struct KeepSettings {
    std::size_t most = 0;     // 0: none
    std::string directory{};  // for what is known of them
};

struct Limits {
    std::size_t max_clients = 10000;
    std::size_t max_line = 4096;         // bytes, without line end and telnet commands
    std::size_t max_queue = 1048576;     // bytes that may wait for one client
    std::size_t max_queued = 268435456;  // the same for all clients together, as memory
    Milliseconds eof_grace{600'000};     // for what is held back when a client has ended its input
    Milliseconds slow_grace{1000};       // for a client that read too slowly to take its last lines
    FloodLimit flood;
    bool log_messages = false;
    double log_rate = 20;  // lines about connections a second, per thread; 0 = no limit
    HandshakeLimits handshakes;
    std::size_t max_refusals = 256;  // peers that read at once why they cannot come in
};

struct ServerSettings {
    ChatSettings chat;
    Limits limits;
    SourceLimits sources;
    // Where SourceLimits do not hold. Loopback unless the operator names others.
    std::vector<Network> exempt{loopback_networks()};
    std::vector<Network> deny{};        // networks that may not connect
    std::size_t reserved_clients = 10;  // of max_clients, for exempt networks, Unix sockets and operators
    std::vector<ops::ListenUrl> listen;
    bool listen_is_default = false;  // then one address family may be missing
    unsigned unix_mode = 0666;       // of the files of unix listeners
    unsigned threads = 1;
    std::shared_ptr<TlsContext> tls;                     // for encrypted listeners, which need one
    KeepSettings keep;                                   // when the server starts
    dialect::Table dialects = dialect::builtin_table();  // when the server starts
};

}  // namespace confab::net
