// Codes by the names of their enumerators, because their numbers are others in another version.
#pragma once

#include <optional>
#include <string_view>

#include "confab/core/code.hpp"

namespace confab {

std::string_view code_name(Code code);
// Nothing if this version has no such code.
std::optional<Code> code_named(std::string_view name);

}  // namespace confab
