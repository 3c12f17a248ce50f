// Lists of networks, as operators write them: in the configuration, and in files with a network a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "confab/base/address.hpp"

namespace confab::ops {

// Each text is a network, "uid:1000" for a user of a Unix socket, or "file:/path" for a file with one a line,
// where
// "#" begins a comment. Throws BadOptions that names the option, and the line of the file.
std::vector<Network> read_networks(std::string_view option, const std::vector<std::string>& texts);

}  // namespace confab::ops
