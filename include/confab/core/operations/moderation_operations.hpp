// What moderators do, in the chat or with a tool.
#pragma once

#include <variant>

#include "confab/core/messages/purge.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/access.hpp"

namespace confab {

class ModerationOperations {
  public:
    // All of them outlive it.
    ModerationOperations(Moderation& moderation, const Roles& roles, const Access& access, Audit& audit,
                         UserDirectory& users, RoomDirectory& rooms, Purging& purging, Replies& replies)
        : moderation_(moderation),
          roles_(roles),
          access_(access),
          audit_(audit),
          users_(users),
          rooms_(rooms),
          purging_(purging),
          replies_(replies) {}

    Outcome apply(const operation::Kick& what, Now now);
    Outcome apply(const operation::Impose& what, Now now);
    Outcome apply(const operation::Lift& what, Now now);
    Outcome apply(const operation::SetOperator& what, Now now);
    Outcome apply(const operation::SetLockdown& what, Now now);
    Outcome apply(const operation::Purge& what, Now now);
    void apply(const operation::Announce& what, Now now);
    void apply(const operation::Record& what, Now now);

  private:
    struct Place {
        Actor actor;
        Room* room = nullptr;  // null: the whole server
    };
    // Or why not.
    std::variant<Place, Refusal> place(const operation::Author& author, const operation::Scope& scope);

    Moderation& moderation_;
    const Roles& roles_;
    const Access& access_;
    Audit& audit_;
    UserDirectory& users_;
    RoomDirectory& rooms_;
    Purging& purging_;
    Replies& replies_;
};

}  // namespace confab
