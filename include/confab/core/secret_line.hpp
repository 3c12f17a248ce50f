// What somebody typed may hold a password, as "/login NAME PASSWORD" does: then nobody keeps it.
#pragma once

#include <string_view>

namespace confab {

// In doubt it may: of what is short for several commands nobody knows which was meant.
bool may_hold_secret(std::string_view line);

}  // namespace confab
