// A store that keeps what it is given as one that lasts does, and hands it out as at the next start.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/state_store.hpp"

namespace confab::unit {

class KeptState final : public StateStore {
  public:
    void save(const Account& account) override { accounts[account.id] = account; }
    void remove_account(AccountId account) override { accounts.erase(account); }
    void save(const RoomRecord& room) override { rooms[room.name.key] = room; }
    void remove_room(std::string_view key) override { rooms.erase(std::string(key)); }
    void save(const Sanction& sanction) override { sanctions[sanction.id] = sanction; }
    void remove_sanction(std::uint64_t id) override { sanctions.erase(id); }
    void save_lockdown(bool on) override { lockdown = on; }
    void add(const AuditEntry& entry) override { audit.push_back(entry); }

    StoredState stored() const {
        StoredState state;
        for (const auto& [id, account] : accounts) state.accounts.push_back(account);
        for (const auto& [key, room] : rooms) state.rooms.push_back(room);
        for (const auto& [id, sanction] : sanctions) state.sanctions.push_back(sanction);
        state.last_account = 1000;
        state.last_sanction = 1000;
        state.lockdown = lockdown;
        return state;
    }

    std::map<AccountId, Account> accounts;
    std::map<std::string, RoomRecord> rooms;
    std::map<std::uint64_t, Sanction> sanctions;
    bool lockdown = false;
    std::vector<AuditEntry> audit;
};

}  // namespace confab::unit
