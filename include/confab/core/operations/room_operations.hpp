// Going into rooms and out of them, and what is set about a room.
#pragma once

#include "confab/core/messages/posting.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/memberships.hpp"
#include "confab/core/rooms/posting_tokens.hpp"
#include "confab/core/rooms/role_grants.hpp"
#include "confab/core/rooms/room_settings.hpp"
#include "confab/core/rooms/topics.hpp"

namespace confab {

class RoomOperations {
  public:
    // All of them outlive it.
    RoomOperations(Memberships& memberships, Topics& topics, RoomSettings& settings, Ownership& ownership,
                   RoleGrants& grants, PostingTokens& tokens, Posting& posting, const Roles& roles,
                   const Access& access, RoomDirectory& rooms)
        : memberships_(memberships),
          topics_(topics),
          settings_(settings),
          ownership_(ownership),
          grants_(grants),
          tokens_(tokens),
          posting_(posting),
          roles_(roles),
          access_(access),
          rooms_(rooms) {}

    void apply(const operation::Join& what, User& user, Now now);
    void apply(const operation::Accept& what, User& user, Now now);
    Outcome apply(const operation::Leave& what, User& user, Now now);
    Refusal apply(const operation::SetTopic& what, User& user, Now now);
    Outcome apply(const operation::SetRoom& what, User& user, Now now);
    Outcome apply(const operation::Grant& what, User& user, Now now);
    Outcome apply(const operation::AddToken& what, User& user, Now now);
    Outcome apply(const operation::RemoveToken& what, User& user, Now now);
    Refusal apply(const operation::Post& what, Now now);

  private:
    Room* place(const User& user, RoomId which);
    Outcome set(const operation::SetRoom& what, const Actor& actor, Room& room, Now now);

    Memberships& memberships_;
    Topics& topics_;
    RoomSettings& settings_;
    Ownership& ownership_;
    RoleGrants& grants_;
    PostingTokens& tokens_;
    Posting& posting_;
    const Roles& roles_;
    const Access& access_;
    RoomDirectory& rooms_;
};

}  // namespace confab
