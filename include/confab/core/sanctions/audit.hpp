// Records the acts that not everyone may do.
#pragma once

#include <string>
#include <string_view>

#include "confab/base/time.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/sanctions/sanction.hpp"
#include "confab/core/users/role.hpp"

namespace confab {

class Audit {
  public:
    // Both outlive it.
    Audit(StateStore& state, EventSink& events) : state_(state), events_(events) {}

    // `room`: its name; empty for the whole server.
    void add(const Actor& actor, std::string_view action, std::string_view target, std::string_view room,
             std::string detail, Now now);

  private:
    StateStore& state_;
    EventSink& events_;
};

}  // namespace confab
