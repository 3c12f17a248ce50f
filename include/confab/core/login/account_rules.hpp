// Which passwords are taken, and how many names.
#pragma once

#include <cstddef>
#include <string_view>

#include "confab/base/name.hpp"
#include "confab/core/outcome.hpp"

namespace confab {

// `name_key`: of the name that it is for.
Refusal can_be_password(std::string_view password, std::string_view name_key, const NameRules& names);

}  // namespace confab
