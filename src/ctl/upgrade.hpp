// An upgrade that was begun.
#pragma once

#include <cstdint>

#include "request.hpp"

namespace confab::ctl {

// Waits until it is over, and shows what came of it. Throws CommandError.
void tell_upgrade(const Request& upgrade, std::uint64_t number);

}  // namespace confab::ctl
