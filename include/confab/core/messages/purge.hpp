// Removing from memory what was said under a name.
#pragma once

#include <cstddef>
#include <string_view>

#include "confab/base/name.hpp"
#include "confab/core/messages/inbox.hpp"
#include "confab/core/rooms/room.hpp"

namespace confab {

class Purging {
  public:
    // All of them outlive it.
    Purging(const NameRules& names, RoomDirectory& rooms, AccountDirectory& accounts, Inbox& inbox)
        : names_(names), rooms_(rooms), accounts_(accounts), inbox_(inbox) {}

    // Of all rooms, and what waits of the account or for it. Gives how many messages of rooms that were.
    std::size_t purge(std::string_view name_key);

  private:
    std::size_t purge(MessageRing& history, std::string_view name_key);

    const NameRules& names_;
    RoomDirectory& rooms_;
    AccountDirectory& accounts_;
    Inbox& inbox_;
};

}  // namespace confab
