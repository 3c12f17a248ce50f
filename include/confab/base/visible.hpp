// What of a text is seen: spaces, joiners, fillers and other blanks are not.
#pragma once

#include <string_view>

namespace confab {

// `text` is valid UTF-8. Plain ASCII is decided by its first byte.
bool is_blank(std::string_view text);

// From the first character on that is seen; empty if there is none.
std::string_view from_first_visible(std::string_view text);

}  // namespace confab
