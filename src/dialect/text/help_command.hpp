// /help: all commands, one in full, or the keys of the terminal.
#pragma once

#include "command_table.hpp"

namespace confab {

void add_help_to(CommandTable& table);

}  // namespace confab
