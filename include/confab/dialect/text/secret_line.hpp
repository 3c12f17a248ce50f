// Secrets in what somebody typed: a password, the key of a room, the code to come back with.
#pragma once

#include <string_view>

namespace confab {

// May the line hold a secret, as "/login NAME PASSWORD" does? Then nobody keeps it and nobody says it. In
// doubt it may: of what is short for several commands nobody knows which was meant.
bool may_hold_secret(std::string_view line);

}  // namespace confab
