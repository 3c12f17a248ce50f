// The greeting's text, from a file.
#pragma once

#include <string>
#include <vector>

namespace confab::ops {

// Its lines as they are; none for an empty path. Throws BadOptions if it cannot be read or is
// longer than 64 KiB.
std::vector<std::string> read_motd(const std::string& path);

}  // namespace confab::ops
