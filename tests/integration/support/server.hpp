// The server in this process, on a port of its own, stopped at the end of the test.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "confab/admin/settings.hpp"
#include "confab/net/server.hpp"

namespace confab::integration {

// Nothing that depends on time: no flood limit, no announcements, no replay.
net::ServerSettings quiet_settings(unsigned threads = 1);
// The same with a listener for telnet as the second one.
net::ServerSettings telnet_settings(unsigned threads = 1);

// Once for all tests, before there is a thread that could ask for one.
void have_time_zones();

class RunningServer {
  public:
    explicit RunningServer(const net::ServerSettings& settings = quiet_settings(), Ports outside = {},
                           StoredState stored = {}, const admin::Settings* admin = nullptr);
    ~RunningServer() { stop(); }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    // As at the start, "tcp://127.0.0.1:40000".
    const std::vector<std::string>& addresses() const { return addresses_; }
    std::uint16_t port(std::size_t listener = 0) const;

    // Reloads and waits until it is done; whether the settings were accepted.
    bool reload(std::optional<net::ServerSettings> settings);
    // Reloads from it now, and from then on.
    void reload_from(net::ReloadSource source) { server_.reload(std::move(source)); }

    void post(std::function<void(Hub&, Now)> what) { server_.post(std::move(what)); }

    // Waits until run() has returned.
    void stop();
    // The same, but it has to end by itself.
    void wait() { thread_.join(); }

  private:
    net::Server server_;
    std::vector<std::string> addresses_;
    std::thread thread_;
};

// A new directory of its own, gone at the end of the test.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

}  // namespace confab::integration
