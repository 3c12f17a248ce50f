// The operators' socket: which users may connect, and how many at once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "confab/admin/settings.hpp"
#include "confab/net/server.hpp"
#include "confab/net/server_control.hpp"
#include "confab/net/unix_listener_file.hpp"

namespace confab::admin {

// Opens the socket and ties it to `server`; before run(). Throws std::runtime_error if the socket is required
// and cannot be made.
void open(net::Server& server, const Settings& settings);

class Listener final : public net::Companion {
  public:
    // Binds and listens. Throws std::runtime_error that names the socket, what is wrong and what to do.
    Listener(net::asio::io_context& context, net::ServerControl server, const Settings& settings);
    ~Listener() override;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void start() override;
    // Nobody comes in any more. Whoever is connected stays.
    void close() override;
    // If the socket's file was removed, as by somebody who tidies up: makes it anew. Whoever is connected
    // stays. What goes wrong is logged.
    void restore() override;
    net::CarriedListener hand_over() override;

  private:
    struct State;

    std::shared_ptr<State> state_;
};

}  // namespace confab::admin
