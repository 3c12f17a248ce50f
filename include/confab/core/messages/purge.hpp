// Removing from memory what was said under a name.
#pragma once

#include <cstddef>
#include <string_view>

#include "confab/base/name.hpp"
#include "confab/core/rooms/room.hpp"

namespace confab {

class Purging {
  public:
    // All of them outlive it.
    Purging(const NameRules& names, RoomDirectory& rooms) : names_(names), rooms_(rooms) {}

    // Of all rooms. Gives how many messages that were.
    std::size_t purge(std::string_view name_key);

  private:
    std::size_t purge(MessageRing& history, std::string_view name_key);

    const NameRules& names_;
    RoomDirectory& rooms_;
};

}  // namespace confab
