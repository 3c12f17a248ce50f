// What makes a line a command.
#pragma once

#include <string_view>

namespace confab {

// The part of a line from its '/' on, if that is the first thing seen of it; else empty.
std::string_view from_slash(std::string_view line);

}  // namespace confab
