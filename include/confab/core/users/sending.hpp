// What a person may send, divided among their connections.
#pragma once

#include "confab/base/time.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

// A connection on which something was sent within this time counts as used.
inline constexpr Milliseconds sending_lately{10'000};

// To be called when a user with several connections has sent something, or has lost one of them: the
// connections in use get equal shares, and the edge is told if that changes them.
void share_sending(EventSink& events, User& user, Now now);

}  // namespace confab
