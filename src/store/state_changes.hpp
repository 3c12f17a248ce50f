// What changed and is not written yet: of each thing only what it is now.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "confab/core/ports/state_store.hpp"
#include "database.hpp"

namespace confab::store {

// How many entries the audit keeps. Anybody can act in rooms of their own.
struct AuditShares {
    std::int64_t all = 100'000;
    std::int64_t person = 5'000;  // of acts in rooms
    std::int64_t room = 10'000;
};

struct StateChanges {
    // Without a value: it is removed.
    std::map<AccountId, std::optional<Account>> accounts;
    std::map<RoomKey, std::optional<RoomRecord>> rooms;
    std::map<std::uint64_t, std::optional<Sanction>> sanctions;
    // The largest ids given, those of removed entries too; 0: none. No id is given twice.
    AccountId last_account = 0;
    std::uint64_t last_sanction = 0;
    std::optional<bool> lockdown;
    std::map<std::string, std::optional<InviteCode>, std::less<>> invite_codes;
    std::map<std::uint64_t, std::optional<AwayMessage>> away_messages;
    std::deque<AuditEntry> audit;

    bool empty() const;
    std::size_t size() const;
    // What came before these changes, and was not written.
    void put_before(StateChanges&& older);
    // Within a transaction of the caller's. Throws StorageError.
    void write(Database& database, AuditShares shares = {}) const;
};

}  // namespace confab::store
