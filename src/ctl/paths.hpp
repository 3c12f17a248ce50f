// Files that confabd is told of.
#pragma once

#include <string>

namespace confab::ctl {

// confabd runs elsewhere, so it is told the whole path. Throws CommandError.
std::string absolute(const std::string& path);

}  // namespace confab::ctl
