// Where HTTP is served, as operators write it.
#pragma once

#include <string>
#include <string_view>

#include "confab/ops/listen_url.hpp"

namespace confab::ops {

inline constexpr std::string_view http_scheme = "http://";

// "127.0.0.1:9142", "[::1]:9142"; "9142" and ":9142" are ports of 127.0.0.1; "none" gives one without a host.
// Both throw BadOptions.
ListenUrl parse_metrics_listen(const std::string& text);
// http://ADDR:PORT, or http://:PORT at 127.0.0.1, for programs that say something in a room.
ListenUrl parse_http_listen(const std::string& url);

}  // namespace confab::ops
