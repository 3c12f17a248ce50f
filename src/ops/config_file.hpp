// The TOML file: the options by their names, and nothing else.
#pragma once

#include <string>

#include "confab/ops/options.hpp"

namespace confab::ops {

// Throws BadOptions that names the file, the line and the key.
void read_config_file(const std::string& path, Options& options);

}  // namespace confab::ops
