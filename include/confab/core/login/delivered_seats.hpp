// What a connection that has broken had been shown: messages that had not arrived count as not shown.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "confab/base/name.hpp"
#include "confab/core/pending_request.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/users/arrived.hpp"
#include "confab/core/users/ignores.hpp"

namespace confab {

class DeliveredSeats {
  public:
    // Both outlive it.
    DeliveredSeats(const NameRules& names, const Ignores& ignores) : names_(names), ignores_(ignores) {}

    // The places of the user, the current room last. If nobody knows what has arrived, what was said since
    // the user last sent anything counts as not shown.
    std::vector<Seat> of(const User& user, Arrived arrived, Now now) const;

    // What a ghost leaves to the user that comes back in its place.
    struct Place {
        std::vector<Seat> seats;
        WallTime left;  // what was said before has been seen
    };
    Place left_by(const User& user, const Ghost& found, Now now) const;

  private:
    std::size_t least_bytes(const User& user, const Message& said, std::string_view room) const;

    const NameRules& names_;
    const Ignores& ignores_;
};

}  // namespace confab
