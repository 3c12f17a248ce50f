// The running server, as the operators' commands have it.
#pragma once

#include <functional>

#include "confab/admin/settings.hpp"
#include "confab/net/coroutine.hpp"
#include "confab/net/server_control.hpp"

namespace confab::admin {

namespace asio = net::asio;
using net::error_code;
using net::StreamSocket;

struct ServerHandle : net::ServerControl {
    ServerHandle(net::ServerControl control, Settings wanted)
        : ServerControl(std::move(control)), settings(std::move(wanted)) {}

    Settings settings;
    // Thread-safe: calls it on the hub's thread, soon; never, once the server is gone.
    std::function<void(std::function<void()>)> post;
};

}  // namespace confab::admin
