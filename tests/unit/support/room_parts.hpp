// The parts of core/rooms, built without a hub.
#pragma once

#include "confab/core/rooms/role_grants.hpp"
#include "confab/core/rooms/room_settings.hpp"
#include "unit/support/leaves.hpp"

namespace confab::unit {

struct RoomParts : Leaves {
    ResumeTokens tokens{settings, clock, log};
    Visibility visibility{rooms, sanctions, state, log};
    RuleChanges changes{records, audit, replies};
    Ownership ownership{settings,  users,      accounts, tokens, rooms,  records,
                        sanctions, visibility, changes,  audit,  replies};
    RoomSettings settings_of_rooms{users, accounts, log, invitations, ownership, visibility, changes};
    RoleGrants grants{names, users, accounts, ignores, roles, records, invitations, access, audit, replies};
    Views views{events, users, ignores};
    Presence presence{events, settings, users, rooms, ignores, replies};
    Replay replay{settings, names, ignores, replies};
    Topics topics{events, settings, ignores, access, records, replies};
    Memberships memberships{events,    settings, names,    rooms,  records, invitations, access,
                            ownership, views,    presence, replay, topics,  replies};
};

}  // namespace confab::unit
