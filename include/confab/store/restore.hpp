// Replaces the data in the data directory by a backup.
#pragma once

#include <cstdint>
#include <string>

namespace confab::store {

struct Restored {
    std::int64_t accounts = 0;
    std::int64_t messages = 0;
    std::string before;  // the directory that has what was there; empty if nothing was
};

// Copies state.db and history.db of `backup` into `data_directory`, for whoever that directory belongs to.
// Both copies are made and checked before anything is touched; what was there is moved, not deleted.
// No confabd may run there meanwhile. Throws std::runtime_error with one line that says what to do.
Restored restore(const std::string& backup, const std::string& data_directory);

}  // namespace confab::store
