// Directories that nobody but their owner may look into.
#pragma once

#include <filesystem>
#include <string>

namespace confab::ops {

// Makes `path` and the directories that are missing above it, each of mode 0700 whatever the umask takes
// away. A directory that is there stays as it is. Gives the system's reason if it cannot, else nothing.
std::string make_private_directory(const std::filesystem::path& path);

// Makes a file in the directory for a moment. Gives the system's reason if it cannot, else nothing.
std::string try_writing(const std::string& directory);

}  // namespace confab::ops
