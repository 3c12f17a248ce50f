// All figures of a running confabd, for those who watch it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "confab/core/ports/operator_store.hpp"
#include "confab/net/server_control.hpp"

namespace confab::admin {

// Calls `then` on the hub's thread, soon, with the text that Prometheus reads. On the hub's thread. `store`:
// may be none, and outlives the server.
void collect_metrics(const net::ServerControl& server, const OperatorStore* store, std::string_view version,
                     std::function<void(std::string text)> then);

}  // namespace confab::admin
