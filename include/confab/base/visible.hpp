// What of a text is seen: spaces, joiners, fillers and other blanks are not.
#pragma once

#include <string_view>

namespace confab {

// From the first character on that is seen; empty if there is none. `text` is valid UTF-8.
std::string_view find_first_visible(std::string_view text);

// The same, inline for plain ASCII, which the first byte decides.
inline std::string_view from_first_visible(std::string_view text) {
    const bool is_plain = !text.empty() && text[0] > ' ' && text[0] < 0x7F;
    return is_plain ? text : find_first_visible(text);
}

inline bool is_blank(std::string_view text) { return from_first_visible(text).empty(); }

}  // namespace confab
