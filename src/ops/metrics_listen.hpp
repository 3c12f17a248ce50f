// Where figures are served, as operators write it.
#pragma once

#include <string>

#include "confab/ops/listen_url.hpp"

namespace confab::ops {

// "127.0.0.1:9142", "[::1]:9142"; "9142" and ":9142" are ports of 127.0.0.1; "none" gives one without a host.
// Throws BadOptions.
ListenUrl parse_metrics_listen(const std::string& text);

}  // namespace confab::ops
