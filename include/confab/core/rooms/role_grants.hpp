// /op, /voice, /invite, and what takes them back. The rules name accounts for as long as the room exists;
// guests are named only while they are in it (operators, voices) or on the server (invitations).
#pragma once

#include <string_view>

#include "confab/core/outcome.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/invitations.hpp"
#include "confab/core/rooms/room_records.hpp"
#include "confab/core/sanctions/audit.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/replies.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class RoleGrants {
  public:
    // All of them outlive it.
    RoleGrants(const NameRules& names, UserDirectory& users, AccountDirectory& accounts,
               const Ignores& ignores, const Roles& roles, RoomRecords& records, Invitations& invitations,
               const Access& access, Audit& audit, Replies& replies)
        : names_(names),
          users_(users),
          accounts_(accounts),
          ignores_(ignores),
          roles_(roles),
          records_(records),
          invitations_(invitations),
          access_(access),
          audit_(audit),
          replies_(replies) {}

    using Kind = GrantKind;
    // `whom` is a name. The actor's role is the one in that room.
    Outcome set(const Actor& actor, Room& room, Kind kind, bool on, std::string_view whom, Now now);
    // Takes all roles and invitations of the room from a person, after a ban.
    void forget(Room& room, const Account* account, UserId user);

  private:
    struct Target {
        Account* account;
        User* user;
        const Name* name;
        bool here;     // in the room
        bool lasting;  // the account is named in the rules
    };

    Refusal can_set(const Actor& actor, const Room& room, Kind kind, bool on, const User* target) const;
    Refusal can_have(const Actor& actor, const Room& room, Kind kind, bool on, const Target& target) const;
    Outcome change(const Actor& actor, Room& room, Kind kind, bool on, const Target& target, Now now);
    void tell_target(User& user, const Actor& actor, const Room& room, Kind kind, bool on, Now now);

    const NameRules& names_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    const Ignores& ignores_;
    const Roles& roles_;
    RoomRecords& records_;
    Invitations& invitations_;
    const Access& access_;
    Audit& audit_;
    Replies& replies_;
};

}  // namespace confab
