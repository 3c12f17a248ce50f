// Colours and styles that IRC clients put into what people say.
#pragma once

#include <string>
#include <string_view>

namespace confab::dialect::irc {

// The text without them, their digits included. Other control characters stay.
std::string without_formats(std::string_view text);

}  // namespace confab::dialect::irc
