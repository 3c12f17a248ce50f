#include "confab/core/rooms/guest_seats.hpp"

#include <algorithm>

#include "confab/core/rooms/seats.hpp"
#include "confab/core/users/resume_code.hpp"
#include "confab/core/users/saved_settings.hpp"

namespace confab {

GuestSeat GuestSeats::of(const Client& client) const {
    GuestSeat seat{resume_code_text(client.code),
                   client.name,
                   {},
                   seats_of(client),
                   sanctions_.of_connection(client.id)};
    seat.settings = saved_settings(client, users_);
    seat.source = source_of(client.address).text();
    if (client.extras) {
        seat.away = client.extras->away;
        seat.away_text = client.extras->away_text;
    }
    return seat;
}

bool GuestSeats::has_one(const Client& client) {
    if (client.extras && !client.extras->came_back_with.empty()) return true;
    return std::any_of(client.rooms.begin(), client.rooms.end(),
                       [](const Membership& each) { return each.spoke; });
}

void GuestSeats::save(const Client& client, Now now) {
    if (client.account != nullptr || client.code == 0 || !log_.lasts()) return;
    GuestSeat seat = of(client);
    seat.saved = now.wall;
    log_.save(seat);
}

void GuestSeats::update(const Client& client, Now now) {
    if (has_one(client)) save(client, now);
}

}  // namespace confab
