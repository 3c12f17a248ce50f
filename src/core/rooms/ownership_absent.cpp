// Operators that lost their connection and may come back to a room without an owner.
#include <algorithm>

#include "confab/core/rooms/ownership.hpp"
#include "confab/core/rooms/roles.hpp"

namespace confab {

// Has it one, or one with a lost connection that may still /resume?
bool Ownership::has_operator(const Room& room, Now now) const {
    if (room.rules && !room.rules->operators.empty()) return true;
    if (!room.guests) return false;
    if (!room.guests->operators.empty()) return true;
    return std::any_of(room.guests->absent.begin(), room.guests->absent.end(),
                       [&](const RoomGuests::Absent& one) { return may_return(one, now); });
}

bool Ownership::may_return(const RoomGuests::Absent& one, Now now) const {
    return one.until > now.mono && (one.account != 0 || tokens_.holds(one.code));
}

void Ownership::going(const User& user, Now now) {
    for (const Membership& membership : user.rooms) {
        Room& room = *membership.room;
        if (!room.guests || Roles::marked(user.id, room) != Role::room_operator) continue;
        auto& absent = room.guests->absent;
        std::erase_if(absent, [&](const RoomGuests::Absent& one) { return one.until <= now.mono; });
        if (absent.size() >= RoomGuests::max_absent) absent.erase(absent.begin());
        const AccountId account = user.account == nullptr ? 0 : user.account->id;
        if (account == 0 && user.code == 0) continue;
        absent.push_back({account == 0 ? user.code : 0, account, now.mono + ResumeTokens::valid_for});
    }
}

void Ownership::came_back(const User& user, Room& room, std::uint64_t code, Now now) {
    if (!room.guests) return;
    for (RoomGuests::Reader& one : room.guests->readers) {
        if (code != 0 && one.code == code) one.who = user.id;
    }
    const AccountId account = user.account == nullptr ? 0 : user.account->id;
    const auto theirs = [&](const RoomGuests::Absent& one) {
        return one.until > now.mono && (one.account != 0 ? one.account == account : one.code == code);
    };
    if (std::erase_if(room.guests->absent, theirs) == 0) return;
    auto& operators = room.guests->operators;
    if (Roles::marked(user.id, room) != Role::room_operator && operators.size() < RoomGuests::max_named) {
        operators.push_back(user.id);
    }
}

}  // namespace confab
