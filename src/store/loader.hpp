// What there is at the start.
#pragma once

#include "confab/core/ports/state_store.hpp"
#include "database.hpp"

namespace confab::store {

struct TailLimits {
    std::size_t lines;
    std::size_t bytes;
    std::size_t rooms;
};

// All throw StorageError, and std::runtime_error for a column that cannot be read.
void load_state(Database& database, StoredState& state);
// A crash may have come between the two databases when a room got another key.
void finish_renames(Database& database, const StoredState& state);
void load_history(Database& database, const TailLimits& limits, StoredState& state);

}  // namespace confab::store
