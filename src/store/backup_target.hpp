// Where a copy of the databases may go.
#pragma once

#include <string>

#include "files.hpp"

namespace confab::store {

// By device and inode: a link of either kind or a second mount has another name and is the same. False if
// either is missing.
bool is_same_file(const std::string& one, const std::string& other);

// A confabd keeps its data in the directory, and runs.
bool is_in_use(const std::string& directory);

// Makes `directory` if need be, and a file in it for a moment. Throws std::runtime_error, with a line that
// says what to do, if it cannot be written to, if a confabd keeps its data in it, or if one of its files is
// one that this confabd has open, by whatever name: nothing that is open may ever be replaced.
void prepare_backup(const std::string& directory, const DataDirectory& data);

}  // namespace confab::store
