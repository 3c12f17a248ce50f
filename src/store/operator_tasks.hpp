// What operators ask for that only reads. All throw std::runtime_error with one line, StorageError included,
// and end early, by throwing, when the store closes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "confab/store/store.hpp"
#include "database.hpp"
#include "tasks.hpp"

namespace confab::store {

// A consistent copy of one database, in place of what `to` was.
void back_up(const std::string& from, const std::string& to, const Tasks::Stopping& stopping);

// Gives how many lines it were.
std::uint64_t export_lines(const std::string& history, const std::string& room_key, ExportFormat format,
                           const Sink& sink, const Tasks::Stopping& stopping);

std::vector<AuditEntry> read_audit(const std::string& state, std::size_t last, const std::string& about);

}  // namespace confab::store
