// The system's time zone database.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace confab::ops {

// $TZDIR, else where Debian and most others have it.
std::string zoneinfo_directory();

// The names of all zones below the directory and the bytes of their files, at most some thousand of them. A
// directory or a file that cannot be read is left out.
std::vector<std::pair<std::string, std::string>> read_zoneinfo(const std::string& directory);

}  // namespace confab::ops
