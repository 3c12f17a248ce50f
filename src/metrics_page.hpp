// What the HTTP server for figures answers.
#pragma once

#include <string>

#include "confab/core/ports/operator_store.hpp"
#include "confab/http/message.hpp"
#include "confab/net/server_control.hpp"

namespace confab {

// Both outlive the server.
http::Handler metrics_page(const net::ServerControl& server, const OperatorStore& store);

}  // namespace confab
