// The options about guests, registration and passwords, as settings of the chat.
#pragma once

#include "confab/core/settings.hpp"
#include "confab/ops/options.hpp"

namespace confab {

void set_who_may_come(const ops::Options& options, ChatSettings& chat);

}  // namespace confab
