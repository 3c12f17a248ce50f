// What people say, and how they are named and seen.
#pragma once

#include "confab/core/login/account_saves.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/messages/editing.hpp"
#include "confab/core/messages/posting.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/posting_tokens.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/users/ignores.hpp"

namespace confab {

class PeopleOperations {
  public:
    // All of them outlive it.
    PeopleOperations(EventSink& events, Posting& posting, Editing& editing, RoomDirectory& rooms,
                     Authentication& authentication, UserDirectory& users, Ignores& ignores,
                     AccountSaves& saves, const Access& access,
                     const PostingTokens& tokens)
        : events_(events),
          posting_(posting),
          editing_(editing),
          authentication_(authentication),
          users_(users),
          rooms_(rooms),
          ignores_(ignores),
          saves_(saves),
          access_(access),
          tokens_(tokens) {}

    Refusal apply(const operation::Say& what, User& user, Now now);
    Refusal apply(const operation::Answer& what, User& user, Now now);
    Refusal apply(const operation::Edit& what, User& user, Now now);
    Refusal apply(const operation::Delete& what, User& user, Now now);
    void apply(const operation::Wrote& what, User& user, Now now);
    Refusal apply(const operation::Rename& what, User& user, Now now);
    Outcome apply(const operation::SetAway& what, User& user, Now now);
    Outcome apply(const operation::Ignore& what, User& user, Now now);

  private:
    Room* room_of(const User& user, RoomId id);
    void note_active(User& user, Now now);

    EventSink& events_;
    Posting& posting_;
    Editing& editing_;
    Authentication& authentication_;
    UserDirectory& users_;
    RoomDirectory& rooms_;
    Ignores& ignores_;
    AccountSaves& saves_;
    const Access& access_;
    const PostingTokens& tokens_;
};

}  // namespace confab
