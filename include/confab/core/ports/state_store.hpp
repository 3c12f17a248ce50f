// What must never be lost. Core owns this interface; the store is behind it. The hub has all of it in
// memory, is right whatever the store says, and hands each change on.
#pragma once

#include <string_view>
#include <vector>

#include "confab/core/ports/message_log.hpp"
#include "confab/core/rooms/room_rules.hpp"
#include "confab/core/sanctions/sanction.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

// No call blocks. What is saved replaces what had the same id or key.
class StateStore {
  public:
    virtual ~StateStore() = default;

    virtual void save(const Account& /*account*/) {}
    virtual void remove_account(AccountId /*account*/) {}
    virtual void save(const RoomRecord& /*room*/) {}
    virtual void remove_room(const RoomKey& /*room*/) {}
    virtual void save(const Sanction& /*sanction*/) {}
    virtual void remove_sanction(std::uint64_t /*id*/) {}
    // One that is over; how many of those were removed is told to operators.
    virtual void remove_old_sanction(std::uint64_t id) { remove_sanction(id); }
    virtual void save_lockdown(bool /*on*/) {}
    virtual void save(const InviteCode& /*code*/) {}
    virtual void remove_invite_code(std::string_view /*code*/) {}
    virtual void save(const AwayMessage& /*message*/) {}
    virtual void remove_away_message(std::uint64_t /*id*/) {}
    virtual void add(const AuditEntry& /*entry*/) {}
};

// What there is at the start.
struct StoredState {
    std::vector<Account> accounts;
    AccountId last_account = 0;  // given so far
    std::vector<RoomRecord> rooms;
    std::vector<Sanction> sanctions;
    std::uint64_t last_sanction = 0;
    bool lockdown = false;
    std::vector<InviteCode> invite_codes;
    std::vector<AwayMessage> away_messages;
    std::vector<RoomTail> tails;
    std::uint64_t last_id_of_others = 0;  // the largest id of any room that is not among the tails
    std::vector<GuestSeat> guest_seats;
};

}  // namespace confab
