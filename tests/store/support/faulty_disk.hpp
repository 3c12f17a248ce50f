// A disk that can be full, broken or slow: a VFS of SQLite's in front of the real one, the default while
// this object lives. Reads always work.
#pragma once

#include <atomic>

namespace confab::store {

struct FaultyDisk {
    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    static std::atomic<int> write_error;  // SQLITE_FULL and so on; 0: writing works
    static std::atomic<int> write_delay;  // milliseconds that each sync or write of a journal takes
    static std::atomic<int> failed;       // how many writes were refused
};

}  // namespace confab::store
