// A store that keeps what it is given as one that lasts does, and hands it out as at the next start.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/ports/state_store.hpp"

namespace confab::unit {

class KeptState final : public StateStore {
  public:
    void save(const Account& account) override {
        accounts[account.id] = account;
        last_account = std::max(last_account, account.id);
    }
    void remove_account(AccountId account) override { accounts.erase(account); }
    void save(const RoomRecord& room) override { rooms[room.name.key] = room; }
    void remove_room(const RoomKey& room) override { rooms.erase(room); }
    void save(const Sanction& sanction) override {
        sanctions[sanction.id] = sanction;
        last_sanction = std::max(last_sanction, sanction.id);
    }
    void remove_sanction(std::uint64_t id) override { sanctions.erase(id); }
    void save_lockdown(bool on) override { lockdown = on; }
    void save(const InviteCode& code) override { invite_codes[code.code] = code; }
    void remove_invite_code(std::string_view code) override { invite_codes.erase(std::string(code)); }
    void save(const AwayMessage& message) override { away_messages[message.id] = message; }
    void remove_away_message(std::uint64_t id) override { away_messages.erase(id); }
    void add(const AuditEntry& entry) override { audit.push_back(entry); }

    StoredState stored() const {
        StoredState state;
        for (const auto& [id, account] : accounts) state.accounts.push_back(account);
        for (const auto& [key, room] : rooms) state.rooms.push_back(room);
        for (const auto& [id, sanction] : sanctions) state.sanctions.push_back(sanction);
        state.tails = tails;
        state.guest_seats = guest_seats;
        state.last_account = last_account;
        state.last_sanction = last_sanction;
        state.lockdown = lockdown;
        for (const auto& [code, each] : invite_codes) state.invite_codes.push_back(each);
        for (const auto& [id, each] : away_messages) state.away_messages.push_back(each);
        return state;
    }

    std::map<AccountId, Account> accounts;
    std::map<RoomKey, RoomRecord> rooms;
    std::map<std::uint64_t, Sanction> sanctions;
    std::map<std::string, InviteCode> invite_codes;
    std::map<std::uint64_t, AwayMessage> away_messages;
    std::vector<RoomTail> tails;  // what a log would have
    std::vector<GuestSeat> guest_seats;
    AccountId last_account = 0;
    std::uint64_t last_sanction = 0;
    bool lockdown = false;
    std::vector<AuditEntry> audit;
};

}  // namespace confab::unit
