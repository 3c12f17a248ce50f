// The server: listeners, shards and the hub, from the first socket to the last goodbye.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "confab/net/settings.hpp"

namespace confab::net {

// Where a reload gets its settings from.
struct ReloadSource {
    // Reads and checks everything; nothing if it is bad, which has been logged then.
    std::function<std::optional<ServerSettings>()> read = [] { return std::nullopt; };
    // What was read last holds from now on.
    std::function<void()> accepted = [] {};
};

class Server {
  public:
    // Opens the listeners; throws std::runtime_error with one line to tell the operator.
    explicit Server(const ServerSettings& settings);
    ~Server();

    // The addresses with their real ports, in the order of the settings.
    std::vector<std::string> addresses() const;

    // SIGTERM and SIGINT stop, a second one at once with status 1; SIGHUP reloads.
    void handle_signals(ReloadSource source);

    // Serves until stopped: everyone was told, what was queued is flushed.
    void run();

    // Thread-safe; run() returns soon after.
    void stop();
    // Thread-safe, for tests: what SIGHUP does.
    void reload(ReloadSource source);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace confab::net
