// What the owners and operators of a room set about it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "confab/core/outcome.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/rooms/invitations.hpp"
#include "confab/core/rooms/ownership.hpp"
#include "confab/core/rooms/rule_changes.hpp"
#include "confab/core/rooms/visibility.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class RoomSettings {
  public:
    // All of them outlive it.
    RoomSettings(UserDirectory& users, AccountDirectory& accounts, MessageLog& log, Invitations& invitations,
                 Ownership& ownership, Visibility& visibility, RuleChanges& changes)
        : users_(users),
          accounts_(accounts),
          log_(log),
          invitations_(invitations),
          ownership_(ownership),
          visibility_(visibility),
          changes_(changes) {}

    // The actor's role is the one in that room.
    Outcome set_by_invitation(const Actor& actor, Room& room, bool on, Now now);
    Outcome set_topic_lock(const Actor& actor, Room& room, bool on, Now now);
    Outcome set_moderated(const Actor& actor, Room& room, bool on, Now now);
    Outcome set_history(const Actor& actor, Room& room, bool on, Now now);
    Outcome set_slow(const Actor& actor, Room& room, std::uint32_t seconds, Now now);
    Outcome set_key(const Actor& actor, Room& room, std::string_view word, Now now);  // "": none
    Outcome set_private(const Actor& actor, Room& room, bool on, Now now);

    // The rules, and rows of the people they name, as far as a person of that role may know them.
    std::vector<Reply> describe(const Room& room, Role role);

  private:
    static Refusal can_set_key(const Actor& actor, const Room& room, std::string_view word);
    Outcome end_slow(const Actor& actor, Room& room, bool changes, Now now);
    Reply describe(const Room& room, const RoomRules& rules, bool all) const;
    NameList names_of(const std::vector<AccountId>& accounts, const std::vector<UserId>& guests) const;
    bool forget_all_of(const Room& room);

    UserDirectory& users_;
    AccountDirectory& accounts_;
    MessageLog& log_;
    Invitations& invitations_;
    Ownership& ownership_;
    Visibility& visibility_;
    RuleChanges& changes_;
};

}  // namespace confab
