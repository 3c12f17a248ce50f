// Whether a ban or a mute holds a user. Server operators are held by none.
#pragma once

#include <string_view>

#include "confab/core/sanctions/sanction_register.hpp"
#include "confab/core/users/server_roles.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

class SanctionCheck {
  public:
    // Both outlive it.
    SanctionCheck(const SanctionRegister& sanctions, const ServerRoles& server_roles)
        : sanctions_(sanctions), server_roles_(server_roles) {}

    // The sanction that holds `user` there (none(): in the whole server); null if there is none.
    const Sanction* against(const User& user, Sanction::Kind kind, const RoomKey& room_key, Now now) const;
    // In that room or in the whole server.
    bool is_muted(const User& user, const RoomKey& room_key, Now now) const;
    // A banned or muted name goes to nobody else meanwhile.
    bool bars_name(std::string_view key, Now now) const;
    // Why nobody may come back to that place; null if nothing is against it.
    const Sanction* ban_of_seat(const GuestSeat& seat, Now now) const;
    const Sanction* ban_of_name(std::string_view key, Now now) const;
    const Sanction* ban_of_address(const Address& address, Now now) const;
    const Sanction* ban_of_account(AccountId account, Now now) const;

  private:
    const SanctionRegister& sanctions_;
    const ServerRoles& server_roles_;
};

}  // namespace confab
