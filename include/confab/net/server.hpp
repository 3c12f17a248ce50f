// The server: listeners, shards and the hub, from the first socket to the last goodbye.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/core/ports/ports.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/net/handover.hpp"
#include "confab/net/settings.hpp"
#include "confab/ops/crash_state.hpp"

namespace boost::asio {
class io_context;
}

namespace confab {

class Hub;

namespace net {

// Where a reload gets its settings from.
struct ReloadSource {
    // Reads and checks everything; nothing if it is bad, which has been logged then.
    std::function<std::optional<ServerSettings>()> read = [] { return std::nullopt; };
    // What was read last holds from now on.
    std::function<void()> accepted = [] {};
    // What these two logged the last time, a line each: for who asked by confabctl.
    std::function<std::vector<std::string>()> said = [] { return std::vector<std::string>(); };
};

class Companion;
struct ServerControl;

class Server {
  public:
    // Opens the listeners; throws std::runtime_error with one line to tell the operator. What is outside
    // outlives the server; `stored` is what the chat begins with, and `crash` what outlived the run before.
    explicit Server(const ServerSettings& settings, Ports outside = {}, StoredState stored = {},
                    const ops::CrashState& crash = {});
    // Goes on where another server left off, with its connections. `failed`: why that is not the next program
    // but the one before.
    Server(const ServerSettings& settings, Ports outside, const Handover& before, std::string failed = {});
    ~Server();

    // The addresses with their real ports, in the order of the settings.
    std::vector<std::string> addresses() const;

    using MakeCompanion =
        std::function<std::unique_ptr<Companion>(boost::asio::io_context& hub_loop, ServerControl)>;
    // Before run(). Lets through what `make` throws.
    void attach(const MakeCompanion& make);

    // SIGTERM and SIGINT stop, a second one at once with status 1; SIGHUP reloads.
    void handle_signals(ReloadSource source);

    enum class Ended : std::uint8_t { stopped, upgrading };
    // Serves until stopped: everyone was told, what was queued is flushed. Or until it is to be upgraded:
    // then everyone is still connected, and hand_over() is to follow.
    Ended run();
    // Nobody takes over the operators' socket of the server before: it goes.
    void close_carried();
    // Lets go of all connections without ending them. `version` is that of this program.
    Handover hand_over(std::string_view version);

    // Thread-safe; run() returns soon after.
    void stop();
    // Thread-safe, for tests: what confabctl upgrade does, once the next program has agreed.
    void upgrade();
    // Thread-safe, for tests: what SIGHUP does.
    void reload(ReloadSource source);
    // Thread-safe: calls `what` on the hub's thread, soon and in order. For answers from outside. What has
    // not been called when run() returns never is.
    void post(std::function<void(Hub&, Now)> what);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Can a server with these settings go on from what ServerControl::snapshot gave? Why not, in one line; empty
// if it can. Opens nothing.
std::string why_not_go_on(const ServerSettings& settings, std::string_view snapshot);

}  // namespace net

}  // namespace confab
