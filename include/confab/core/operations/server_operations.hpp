// What happens to the server as a whole.
#pragma once

#include "confab/core/login/account_saves.hpp"
#include "confab/core/login/departure.hpp"
#include "confab/core/login/login_deadlines.hpp"
#include "confab/core/messages/inbox.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/presence.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/server_roles.hpp"

namespace confab {

class ServerOperations {
  public:
    // All of them outlive it.
    ServerOperations(ChatSettings& settings, ServerRoles& server_roles, Presence& presence,
                     AccountSaves& saves, Departure& departure, LoginDeadlines& login_deadlines, Inbox& inbox)
        : settings_(settings),
          server_roles_(server_roles),
          presence_(presence),
          saves_(saves),
          departure_(departure),
          login_deadlines_(login_deadlines),
          inbox_(inbox) {}

    void apply(const operation::Tick& what, Now now);
    void apply(const operation::Configure& what, Now now);
    void apply(const operation::Stop& what, Now now);

  private:
    ChatSettings& settings_;
    ServerRoles& server_roles_;
    Presence& presence_;
    AccountSaves& saves_;
    Departure& departure_;
    LoginDeadlines& login_deadlines_;
    Inbox& inbox_;
};

}  // namespace confab
