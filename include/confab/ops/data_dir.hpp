// Where everything durable lives.
#pragma once

#include <string>

namespace confab::ops {

// $STATE_DIRECTORY (its first entry), else $XDG_STATE_HOME/confab, else ~/.local/state/confab
// (XDG Base Directory Specification). Throws std::runtime_error if there is no home either.
std::string default_data_dir();

// admin.sock in $RUNTIME_DIRECTORY (its first entry), else in `data_dir`.
std::string default_admin_socket(const std::string& data_dir);

// Makes the directory if need be and proves that it can be written to. Throws std::runtime_error.
void prepare_data_dir(const std::string& path);

}  // namespace confab::ops
