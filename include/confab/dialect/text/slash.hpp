// What makes a line a command.
#pragma once

#include <string_view>

#include "confab/base/visible.hpp"

namespace confab {

// The part of a line from its '/' on, if that is the first thing seen of it; else empty.
inline std::string_view from_slash(std::string_view line) {
    line = from_first_visible(line);
    return line.starts_with('/') ? line : std::string_view();
}

}  // namespace confab
