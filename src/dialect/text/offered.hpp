// Which commands are worth offering to somebody: help and completion leave out what cannot be had.
#pragma once

#include "command_list.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

inline bool is_offered(const Command& command, const User& user, const ChatSettings& settings) {
    if (user.is_unnamed() && !command.before_login) return false;
    if (command.name == "register") return settings.registration != Registration::closed;
    if (command.name == "invite-code") return settings.registration == Registration::invite;
    return true;
}

}  // namespace confab
