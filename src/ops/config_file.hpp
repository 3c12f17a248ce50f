// The TOML file: the options by their names, and nothing else.
#pragma once

#include <string>

#include "confab/ops/options.hpp"

namespace confab::ops {

// The file, and then what lies in the directory beside it that is called as the file is, with .d for its
// ending:
// *.toml in the order of their names. What a later file sets replaces what an earlier one did, lists too.
// Throws BadOptions that names the file, the line and the key.
void read_config_files(const std::string& path, Options& options);

}  // namespace confab::ops
