// /help: all commands, one in full, or the keys of the terminal.
#pragma once

#include "command_table.hpp"

namespace confab {

// `settings` outlive the table.
void add_help_to(CommandTable& table, const ChatSettings& settings);

}  // namespace confab
