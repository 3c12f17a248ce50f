// The owner of a room: how a room gets one and loses it, and what becomes of the room when nobody is in it.
#pragma once

#include <string_view>
#include <vector>

#include "confab/core/outcome.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/rooms/room_records.hpp"
#include "confab/core/rooms/rule_changes.hpp"
#include "confab/core/rooms/visibility.hpp"
#include "confab/core/sanctions/audit.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/replies.hpp"
#include "confab/core/users/resume_tokens.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Ownership {
  public:
    // All of them outlive it.
    Ownership(const ChatSettings& settings, UserDirectory& users, AccountDirectory& accounts,
              const ResumeTokens& tokens, RoomDirectory& rooms, RoomRecords& records,
              SanctionRegister& sanctions, Visibility& visibility, RuleChanges& changes, Audit& audit,
              Replies& replies)
        : settings_(settings),
          users_(users),
          accounts_(accounts),
          tokens_(tokens),
          rooms_(rooms),
          records_(records),
          sanctions_(sanctions),
          visibility_(visibility),
          changes_(changes),
          audit_(audit),
          replies_(replies) {}

    // The first member made the room; one that is not new was empty.
    void made(Room& room, const User& user, bool is_new, Now now);
    // Makes a room without an owner that of the actor.
    Outcome own(const Actor& actor, Room& room, Now now);
    Outcome drop(const Actor& actor, Room& room, Now now);
    // The account is no more: its rooms become ordinary ones, or go with their last member.
    void owner_gone(AccountId account, Now now);
    // The last member has left. A room in which nothing was said or set is not worth keeping. The room may be
    // gone afterwards.
    void emptied(Room& room);

    // The user goes off the server, and may come back with their code or name: the rooms in which they are
    // an operator remember that.
    void going(const User& user, Now now);
    // A user is in the room again that had that code, or has the account, before.
    void came_back(const User& user, Room& room, std::uint64_t code, Now now);

    // Empty if there is none.
    std::string_view owner_name(const RoomRules& rules) const;

  private:
    std::size_t rooms_of(const Account& account) const;
    Refusal can_own(const Actor& actor, const Room& room, Now now) const;
    void give_to(Room& room, const Account& account);
    bool has_operator(const Room& room, Now now) const;
    bool may_return(const RoomGuests::Absent& one, Now now) const;
    void clean_up(Room& room);
    void let_go(Room& room);
    void lose_owner(Room& room, AccountId account, Now now);
    void tell_owner_gone(const Room& room, AccountId account, Now now);

    const ChatSettings& settings_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    const ResumeTokens& tokens_;
    RoomDirectory& rooms_;
    RoomRecords& records_;
    SanctionRegister& sanctions_;
    Visibility& visibility_;
    RuleChanges& changes_;
    Audit& audit_;
    Replies& replies_;
};

}  // namespace confab
