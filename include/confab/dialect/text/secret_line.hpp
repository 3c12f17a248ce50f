// Secrets in what somebody typed: a password, the key of a room, the code to come back with.
#pragma once

#include <string_view>

namespace confab {

// True if the line may hold a secret, as "/login NAME PASSWORD" does: then it is neither kept nor said. An
// ambiguous abbreviation counts as secret if any of its commands takes a secret.
bool may_hold_secret(std::string_view line);
// The same of one of the lines of a block.
bool block_may_hold_secret(std::string_view block);

}  // namespace confab
