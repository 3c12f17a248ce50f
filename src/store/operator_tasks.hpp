// What operators ask for that only reads. All throw std::runtime_error with one line, StorageError included,
// and end early, by throwing, when the store closes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "confab/core/ports/operator_store.hpp"
#include "database.hpp"
#include "work.hpp"

namespace confab::store {

// True: the store closes, and whatever is under way is to end soon.
using Stopping = std::atomic<bool>;
using OperatorTask = std::function<void(const Stopping& stopping)>;

inline constexpr const char* too_many_requests = "too much is asked for already; try again later";

// How many parts were copied, of how many; on the thread of the copying.
using Copied = std::function<void(std::uint64_t done, std::uint64_t of)>;

// A consistent copy of one database. It replaces the file `to`.
void back_up(const std::string& from, const std::string& to, const Stopping& stopping,
             const Copied& copied = {});

// Gives how many lines it were.
std::uint64_t export_lines(const std::string& history, const RoomKey& room, OperatorStore::Format format,
                           const OperatorStore::Sink& sink, const Stopping& stopping, Work& work);

std::vector<AuditEntry> read_audit(const std::string& state, std::size_t last, const std::string& about);

}  // namespace confab::store
