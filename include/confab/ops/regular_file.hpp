// Files that somebody else names: no pipe, no device and no size holds up whoever reads them.
#pragma once

#include <cstddef>
#include <string>

namespace confab::ops {

// Its bytes, or why there are none, without the name of the file.
struct FileContent {
    std::string bytes{};
    std::string why_not{};
};

// Refuses what is no regular file, and what has more than `max_bytes`. Never waits for anybody.
FileContent read_regular_file(const std::string& path, std::size_t max_bytes);

// The same for a file that somebody else reads; empty if it can be read.
std::string why_not_readable(const std::string& path, std::size_t max_bytes);

}  // namespace confab::ops
