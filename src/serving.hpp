// The server with all its parts, from its start to its end.
#pragma once

#include <string>
#include <vector>

#include "confab/ops/options.hpp"

namespace confab {

// `command` is that of this program with its arguments. Gives the exit status, and throws what keeps a server
// from starting. If the program before has handed its connections over, it goes on with them.
int serve(const std::vector<std::string>& command, ops::Options options);

}  // namespace confab
