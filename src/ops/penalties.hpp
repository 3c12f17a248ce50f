// How long sources are kept out for what they did, as operators write it.
#pragma once

#include <string>
#include <vector>

#include "confab/base/source_table.hpp"

namespace confab::ops {

// Each text is "wrong-secret:5s", "handshake:5s", "not-chat:5s", "slow-reader:10s", "min:15s", "max:10m",
// where 0 is a time as well, or "off". Changes `limits`; throws BadOptions.
void set_penalties(SourceLimits& limits, const std::vector<std::string>& texts);

}  // namespace confab::ops
