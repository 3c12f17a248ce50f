// What a start would try beyond reading the configuration, tried without changing anything.
#pragma once

#include <string>
#include <vector>

#include "confab/ops/options.hpp"

namespace confab {

// A sentence for each thing that would fail. A port that is in use is none while a confabd runs here, which
// may have it.
std::vector<std::string> what_would_fail(const ops::Options& options);

}  // namespace confab
