// What bytes of IRC clients are besides text: colours and styles, and what is no UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace confab::dialect::irc {

// The text without them, their digits included. Other control characters stay.
std::string without_formats(std::string_view text);
bool is_utf8(std::string_view text);

}  // namespace confab::dialect::irc
