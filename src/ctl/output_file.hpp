// A file that is there whole, or as it was before.
#pragma once

#include <string>
#include <string_view>

namespace confab::ctl {

// Writes beside `path` and renames, so that no reader ever sees a half. Throws CommandError.
void replace_file(const std::string& path, std::string_view text);

}  // namespace confab::ctl
