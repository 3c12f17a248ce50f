// A server in this process that gives way to another one, which goes on with its connections: as after an
// exec, but for the program, which is the same.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server.hpp"

namespace confab::integration {

class UpgradableServer {
  public:
    explicit UpgradableServer(const net::ServerSettings& settings = quiet_settings(), Ports outside = {},
                              StoredState stored = {});
    ~UpgradableServer();
    UpgradableServer(const UpgradableServer&) = delete;
    UpgradableServer& operator=(const UpgradableServer&) = delete;

    std::uint16_t port(std::size_t listener = 0) const;
    // Waits until the next server runs.
    void upgrade();
    // The same, with these settings.
    void upgrade(const net::ServerSettings& settings);
    void post(std::function<void(Hub&, Now)> what);

  private:
    void run();

    net::ServerSettings settings_;
    Ports outside_;
    std::mutex mutex_;  // of the server and the number
    std::condition_variable exchanged_;
    unsigned upgrades_ = 0;
    std::unique_ptr<net::Server> server_;
    std::vector<std::string> addresses_;
    std::thread thread_;
};

}  // namespace confab::integration
