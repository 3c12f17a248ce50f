// What a start would try beyond reading the configuration, tried without changing anything.
#pragma once

#include <string>
#include <vector>

#include "confab/ops/options.hpp"

namespace confab {

// A sentence for each thing that would fail. A port that is in use is none while a confabd runs here, which
// may have it.
std::vector<std::string> what_would_fail(const ops::Options& options);

// The same for places to listen that the confabd that runs does not have.
std::vector<std::string> what_would_fail_anew(const ops::Options& options,
                                              const std::vector<std::string>& running);

}  // namespace confab
