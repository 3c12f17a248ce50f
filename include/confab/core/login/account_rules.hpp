// Which passwords are taken, and how many names.
#pragma once

#include <cstddef>
#include <string_view>

#include "confab/base/name.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/settings.hpp"

namespace confab {

// `name_key`: of the name that it is for.
Refusal can_be_password(std::string_view password, std::string_view name_key, const NameRules& names);
// The same for a password that an operator gives: it may be as short, and as easy to guess, as they like.
Refusal can_be_given(std::string_view password);

// Tells somebody without a name how to get in: by logging in, and whether also by registering.
Reply how_to_come_in(Code code, const ChatSettings& settings);

}  // namespace confab
