// What the HTTP server for programs answers: with a token they say something in a room.
#pragma once

#include <cstddef>
#include <functional>

#include "confab/base/flood.hpp"
#include "confab/http/listener.hpp"
#include "confab/net/server_control.hpp"

namespace confab::webhook {

inline constexpr std::size_t max_body = std::size_t{256} * 1024;  // bytes

// POST /rooms/NAME and POST /hooks/TOKEN. Each token has `limit`, that of a person.
http::Service service(const net::ServerControl& server, std::function<FloodLimit()> limit);

}  // namespace confab::webhook
