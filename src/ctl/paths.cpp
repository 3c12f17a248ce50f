#include "paths.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "command_error.hpp"

namespace confab::ctl {

std::string absolute(const std::string& directory) {
    std::error_code error;
    const std::filesystem::path path = std::filesystem::absolute(directory, error);
    if (!error) return path.lexically_normal().string();
    throw CommandError(
        Status::usage,
        fmt::format("{} is relative to a directory that is gone; give a path that begins with /", directory));
}

}  // namespace confab::ctl
