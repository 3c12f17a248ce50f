// How connections come, change and go.
#pragma once

#include "confab/core/login/account_saves.hpp"
#include "confab/core/login/arrival.hpp"
#include "confab/core/login/departure.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/views.hpp"

namespace confab {

class ConnectionOperations {
  public:
    // All of them outlive it.
    ConnectionOperations(EventSink& events, Arrival& arrival, Departure& departure, Views& views,
                         AccountSaves& saves)
        : events_(events), arrival_(arrival), departure_(departure), views_(views), saves_(saves) {}

    Refusal apply(const operation::Enter& what, User& user, Now now);
    void apply(const operation::Operate& what, User& user, Now now);
    void apply(const operation::Prove& what, User& user, Now now);
    void apply(const operation::Gone& what, User& user, Now now);
    void apply(const operation::Quit& what, User& user, Now now);
    void apply(const operation::SetInteractive& what, User& user, Now now);
    void apply(const operation::Active& what, User& user, Now now);
    Outcome apply(const operation::Disconnect& what, User& user, Now now);
    void apply(const operation::Prefer& what, User& user, Now now);
    void apply(const operation::Arrive& what, Now now);

  private:
    EventSink& events_;
    Arrival& arrival_;
    Departure& departure_;
    Views& views_;
    AccountSaves& saves_;
};

}  // namespace confab
