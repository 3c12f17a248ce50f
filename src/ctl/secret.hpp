// A password, from whoever runs the tool.
#pragma once

#include <string>

namespace confab::ctl {

// The first line of standard input. At a terminal it asks, twice, and shows nothing that is typed. Throws
// CommandError if nothing comes, or nothing that could be typed in the chat.
std::string read_password(const std::string& name);

}  // namespace confab::ctl
