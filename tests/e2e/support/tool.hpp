// The operator's tool.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "e2e/support/program.hpp"

namespace confab::e2e {

inline Outcome run_tool(std::vector<std::string> options, std::vector<std::string> environment = {}) {
    return run_to_end(CONFABCTL, {.options = std::move(options), .environment = std::move(environment)});
}

}  // namespace confab::e2e
