// What operators ask of the files: their state, backups, exports, removals, the audit.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/room_key.hpp"
#include "confab/core/sanctions/sanction.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

struct StorageStats {
    std::uint64_t written = 0;  // messages, since the start
    std::uint64_t lost = 0;     // messages and audit entries that could not be kept
    std::size_t waiting = 0;    // messages to be written
    std::size_t waiting_bytes = 0;
    std::size_t questions = 0;                    // to be answered
    std::chrono::milliseconds slowest_commit{0};  // of history, since the start
    std::uint64_t history_bytes = 0;              // of the files
    std::uint64_t state_bytes = 0;
    std::string error{};  // in one line, if storing fails now

    bool good() const { return error.empty(); }
};

// No call waits for a disk. What is passed in is called later, on any thread; an error that is empty means
// that all went well, else it is one line. Outlives the server, and may call it even after its end.
class OperatorStore {
  public:
    enum class Format : std::uint8_t {
        objects,  // one a line, with the fields that programs get in the chat
        lines,    // "2031-05-04 17:01:02 alice: hello", in UTC; further lines of a message are indented
    };
    using Done = std::function<void(std::string error)>;
    using Counted = std::function<void(std::string error, std::uint64_t count)>;
    using Audited = std::function<void(std::string error, std::vector<AuditEntry> entries)>;
    // Waits for a slow reader, for 30 seconds at most, so do not call it where others wait.
    // False: no more of it.
    using Sink = std::function<bool(std::string_view piece)>;

    virtual ~OperatorStore() = default;

    enum class Work : std::uint8_t { backup, export_, purge };

    virtual StorageStats stats() const = 0;
    // How far the request of that kind is that is under way, in percent; nothing if none is. Others may wait
    // for it.
    virtual std::optional<unsigned> percent(Work /*kind*/) const { return std::nullopt; }
    // Copies of all there is, as it is now, into a directory, which is made.
    virtual void backup(std::string directory, Done done) = 0;
    // All there is of a room, oldest first, a piece at a time. Counts lines.
    virtual void export_room(RoomKey room, Format format, Sink sink, Counted done) = 0;
    // Removes whatever was said under a name (by key) or, not 0, an account before now, and guest seats of
    // that name, so that it is not in the files any more either. Counts messages.
    virtual void purge(std::string name_key, AccountId account, Counted done) = 0;
    // The newest `last` entries, oldest first. `about`: only those that have this as the one who acted, the
    // action, the target or the room; empty: all.
    virtual void audit(std::size_t last, std::string about, Audited done) = 0;
};

}  // namespace confab
