// A line that answers "the last private message": whose that is can change while the line is typed.
#pragma once

#include <cstddef>
#include <string_view>

namespace confab {

// Bytes of `line` up to the text that is to be sent, if it begins with "/reply " or what is short for it;
// else 0.
std::size_t reply_command(std::string_view line);

}  // namespace confab
