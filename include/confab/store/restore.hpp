// Replaces the data in the data directory by a backup.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace confab::store {

struct Restored {
    std::int64_t accounts = 0;
    std::int64_t messages = 0;
    std::string before;  // the directory that has what was there; empty if nothing was
};

// For the person who waits for it.
struct RestoreWatch {
    // True: it is to end, with nothing changed. Not looked at any more once the copies are complete.
    const std::atomic<bool>* interrupted = nullptr;
    // How far the copy of that file is.
    std::function<void(const std::string& file, unsigned percent)> copied{};
};

// Copies state.db and history.db of `backup` into `data_directory`, for whoever that directory belongs to.
// Both copies are made and checked before anything is touched; what was there is moved, not deleted.
// No confabd may run there meanwhile. Throws std::runtime_error with one line that says what to do.
Restored restore(const std::string& backup, const std::string& data_directory,
                 const RestoreWatch& watch = {});

// Would this program open what is in that directory? Why not, in one line; empty if it would. Changes
// nothing, and may be called while another process has it open.
std::string why_not_open(const std::string& directory);

}  // namespace confab::store
