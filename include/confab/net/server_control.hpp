// What operators may do with a running server.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "confab/base/source_table.hpp"
#include "confab/base/time.hpp"
#include "confab/net/connection_trace.hpp"
#include "confab/net/handover.hpp"
#include "confab/net/server_metrics.hpp"
#include "confab/net/tls_context.hpp"

namespace confab {

class Hub;

namespace net {

// The last upgrade of this process, if there was one.
struct UpgradeReport {
    std::uint64_t number = 0;           // of them so far
    std::string from{};                 // the version before
    std::string failed{};               // why the program before goes on; empty: it does not
    std::chrono::milliseconds took{0};  // between two readings of the sockets
    std::size_t connections = 0;        // that came along
};

struct ServerStatus {
    WallTime started{};
    std::vector<std::string> listeners{};
    std::vector<CertificateStatus> certificates{};
    std::size_t threads = 1;
    std::size_t connections = 0;  // with those who have come and are not greeted yet
    std::uint64_t messages = 0;   // said in rooms, in this run
    bool draining = false;
    bool upgrading = false;
    UpgradeReport upgrade{};
};

// How a server is to go down.
struct DrainOrder {
    std::chrono::seconds longest{0};
    // Connections end spread over that time, so that not all come back at once. Else all end with it.
    bool spread = false;
};

// How an upgrade is to go.
struct UpgradeOrder {
    // For encrypted connections, which cannot be carried over: they are told, and closed, within this time.
    std::chrono::seconds over{0};
};

struct Reloaded {
    bool done = false;
    std::vector<std::string> said{};  // what changed, or why not
};

struct ServerControl {
    // Calls it at once, with the time, and looks after the hub's timers afterwards.
    std::function<void(const std::function<void(Hub&, Now)>&)> in_hub;
    std::function<ServerStatus()> status;
    // The heaviest sources, so many at most.
    std::function<std::vector<SourceTable::Use>(std::size_t count)> sources;
    // Calls `then` on the hub's thread, when all threads have told their figures.
    std::function<void(std::function<void(const ServerMetrics&)> then)> metrics;
    // The same with why these connections are slow, in their order; those that are gone are left out.
    std::function<void(std::vector<ClientId> who,
                       std::function<void(const std::vector<ConnectionTrace>&)> then)>
        trace;
    std::function<Reloaded()> reload;
    // No more newcomers; stops when the last one has left, or after so long. False: it is stopping already.
    std::function<bool(const DrainOrder&)> drain;
    // The chat as bytes, as an upgrade would take it now, without any connection: for the next program to
    // try.
    std::function<std::string()> snapshot;
    // Ends run() without ending any connection but those that are encrypted: Server::hand_over() has the
    // rest. False: it is going down already.
    std::function<bool(const UpgradeOrder&)> upgrade;
    // The socket of the companion before, if there was one.
    CarriedListener carried{};
};

// Something else that listens on the hub's loop, and starts and ends with the server.
class Companion {
  public:
    virtual ~Companion() = default;
    virtual void start() = 0;
    // No new connections; those that exist stay.
    virtual void close() = 0;
    // Called by every reload, first: opens what the new settings need. Throws std::runtime_error if it cannot
    // be had. Nothing changes before what it returns is called, if it is.
    virtual std::function<void()> prepare() {
        return [] {};
    }
    // Called by every reload that holds.
    virtual void restore() = 0;
    // Lets go of its listening socket, which stays open for ServerControl::carried of the next one.
    virtual CarriedListener hand_over() { return {}; }
};

}  // namespace net

}  // namespace confab
