// What of a text is seen: spaces, joiners, fillers and other blanks are not.
#pragma once

#include <string_view>

namespace confab {

// `text` is valid UTF-8. Plain ASCII is decided by its first byte.
bool is_blank(std::string_view text);

// The part of a line from its '/' on, if that is the first thing seen of it; else empty.
std::string_view from_slash(std::string_view line);

}  // namespace confab
