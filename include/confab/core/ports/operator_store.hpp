// What operators ask of the files: their state, backups, exports, removals, the audit.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/sanctions/sanction.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

struct StorageStats {
    bool good = true;
    std::string trouble{};      // one line, if it is not good
    std::uint64_t written = 0;  // messages, in this run
    std::uint64_t lost = 0;     // what could not be kept
    std::size_t waiting = 0;    // messages to be written
    std::size_t waiting_bytes = 0;
    std::chrono::milliseconds slowest_commit{0};
    std::uint64_t history_bytes = 0;  // of the files
    std::uint64_t state_bytes = 0;
};

// No call waits for a disk. What is passed in is called later, on any thread; an error that is empty means
// that all went well, else it is one line. Outlives the server, and may call it even after its end.
class OperatorStore {
  public:
    enum class Format : std::uint8_t { json, text };
    using Done = std::function<void(std::string error)>;
    using Counted = std::function<void(std::string error, std::uint64_t count)>;
    using Audited = std::function<void(std::string error, std::vector<AuditEntry> entries)>;
    // Waits for whoever reads slowly, for 30 seconds at most, so not to be called where others wait.
    // False: no more of it.
    using Sink = std::function<bool(std::string_view piece)>;

    virtual ~OperatorStore() = default;

    virtual StorageStats stats() const = 0;
    virtual void backup(std::string directory, Done done) = 0;
    virtual void export_room(std::string room_key, Format format, Sink sink, Counted done) = 0;
    // Whatever was said under the name or, not 0, the account.
    virtual void purge(std::string name_key, AccountId account, Counted done) = 0;
    virtual void audit(std::size_t last, std::string about, Audited done) = 0;
};

}  // namespace confab
