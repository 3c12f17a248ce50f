// Text of several lines, to standard output or into a file.
#pragma once

#include <memory>
#include <string>

#include "show.hpp"

namespace confab::ctl {

// `file`: empty for standard output.
std::unique_ptr<View> text_view(Output& output, std::string file);

}  // namespace confab::ctl
