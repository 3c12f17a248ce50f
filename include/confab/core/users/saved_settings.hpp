// How a user sees things, as it is saved with an account or a guest's code.
#pragma once

#include "confab/core/users/account.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

// Without the places. Guests who are ignored are left out, because a stranger gets the name next.
SavedSettings saved_settings(const User& user, UserDirectory& users);

}  // namespace confab
