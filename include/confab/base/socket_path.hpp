// The longest path of a Unix socket.
#pragma once

#include <cstddef>

namespace confab {

inline constexpr std::size_t max_socket_path = 107;  // bytes: sun_path of unix(7), less its NUL

}  // namespace confab
