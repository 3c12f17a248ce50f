#include "confab/core/sanctions/sanction_check.hpp"

namespace confab {

namespace {

Subject subject_of(const User& user) {
    return {user.name.key, user.account == nullptr ? 0 : user.account->id, user.id, user.connection.address,
            user.sanctions_at_login};
}

}  // namespace

const Sanction* SanctionCheck::against(const User& user, Sanction::Kind kind, const RoomKey& room_key,
                                       Now now) const {
    if (!sanctions_.any(kind) || server_roles_.is_operator(user)) return nullptr;
    return sanctions_.against(subject_of(user), kind, room_key, now);
}

bool SanctionCheck::is_muted(const User& user, const RoomKey& room_key, Now now) const {
    return against(user, Sanction::Kind::mute, RoomKey::none(), now) != nullptr ||
           against(user, Sanction::Kind::mute, room_key, now) != nullptr;
}

bool SanctionCheck::bars_name(std::string_view key, Now now) const {
    const auto barred = [&](Sanction::Kind kind) {
        return sanctions_.against({.name_key = key}, kind, RoomKey::none(), now) != nullptr;
    };
    return barred(Sanction::Kind::ban) || barred(Sanction::Kind::mute);
}

// A ban of the connection that left it holds whatever name it had then.
const Sanction* SanctionCheck::ban_of_seat(const GuestSeat& seat, Now now) const {
    for (const std::uint64_t id : seat.sanctions) {
        const Sanction* sanction = sanctions_.find(id);
        if (sanction == nullptr || sanction->kind != Sanction::Kind::ban) continue;
        if (sanction->room_key.empty() && sanction->until > now.wall) return sanction;
    }
    return ban_of_name(seat.name.key, now);
}

const Sanction* SanctionCheck::ban_of_name(std::string_view key, Now now) const {
    return sanctions_.against({.name_key = key}, Sanction::Kind::ban, RoomKey::none(), now);
}

const Sanction* SanctionCheck::ban_of_address(const Address& address, Now now) const {
    return sanctions_.against({.address = address}, Sanction::Kind::ban, RoomKey::none(), now);
}

const Sanction* SanctionCheck::ban_of_account(AccountId account, Now now) const {
    return sanctions_.against({.account = account}, Sanction::Kind::ban, RoomKey::none(), now);
}

}  // namespace confab
