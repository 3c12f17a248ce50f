// The operators' socket: who may connect, and how many at once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "../socket_file.hpp"
#include "host.hpp"

namespace confab::net::admin {

class Listener {
  public:
    // Binds and listens. Throws std::runtime_error that names the socket, what is wrong and what to do.
    Listener(asio::io_context& context, const Host& host);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void start();
    // Nobody comes in any more. Whoever is connected stays.
    void close();
    // If the socket's file was removed, as by somebody who tidies up: makes it anew. Whoever is connected
    // stays. What goes wrong is logged.
    void restore();

  private:
    struct State;

    std::shared_ptr<State> state_;
};

}  // namespace confab::net::admin
