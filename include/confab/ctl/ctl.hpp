// The operator's tool: asks a running confabd over its admin socket.
#pragma once

#include <string>
#include <vector>

namespace confab::ctl {

// Does what the command line says; gives the exit status.
int run(const std::vector<std::string>& arguments);

}  // namespace confab::ctl
