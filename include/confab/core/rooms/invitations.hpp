// Invitations into rooms, and the people that come back without the room's key. An invited person names
// the room with its owner, dev@ann, or uses /accept. A plain name never leads into a private room that one
// has not been in: somebody could catch others by its name.
#pragma once

#include <string>

#include "confab/core/rooms/roles.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Invitations {
  public:
    // All of them outlive it.
    Invitations(UserDirectory& users, const Ignores& ignores, const Roles& roles)
        : users_(users), ignores_(ignores), roles_(roles) {}

    // The key of the name of the inviting person; null if nobody invited them, or they have come since.
    static const std::string* invited_by(const User& user, const Room& room);
    // An invitation by a person that one ignores does not count.
    bool is_invited(const User& user, const Room& room) const;

    void sent(Room& room, const Account* account, const User* user, const Actor& actor);
    // True if that changed what is saved.
    static bool ended(Room& room, const Account* account, UserId user);

    // A member of the room may come back without its key. True if that changed what is saved.
    bool let_back(const User& user, Room& room);
    // The same for a person who proved that they were a member until their connection broke.
    void welcome_back(const User& user, Room& room);

  private:
    UserDirectory& users_;
    const Ignores& ignores_;
    const Roles& roles_;
};

}  // namespace confab
