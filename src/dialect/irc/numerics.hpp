// What the chat answers, as numbers of IRC.
#pragma once

#include <string_view>

#include "confab/core/code.hpp"

namespace confab::dialect::irc {

// Empty: there is no number for it, and it is a NOTICE.
std::string_view numeric_of(Code code);
// The client is told of it in another way, or has nothing to do with it.
bool is_told_otherwise(Code code);
// The mode of a room that an act of the audit is: "+o", or empty.
std::string_view mode_of(std::string_view action, std::string_view detail);

}  // namespace confab::dialect::irc
