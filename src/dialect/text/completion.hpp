// What a half-typed word may become.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/hub.hpp"

namespace confab {

inline constexpr std::size_t most_candidates = 64;  // more than anyone goes through
inline constexpr std::size_t max_word = 256;        // bytes; what is longer begins nothing

// `cursor` counts bytes of `line`; beyond its end it is its end.
Completion complete(Hub& hub, const Client& client, std::string_view line, std::size_t cursor);

}  // namespace confab
