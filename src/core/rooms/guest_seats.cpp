#include "confab/core/rooms/guest_seats.hpp"

#include <algorithm>

#include "confab/core/rooms/seats.hpp"
#include "confab/core/users/resume_code.hpp"
#include "confab/core/users/saved_settings.hpp"

namespace confab {

std::string GuestSeats::source(const User& user) const {
    const Address& address = user.connection.address;
    return settings_.is_exempt(address) ? std::string() : source_of(address).text();
}

GuestSeat GuestSeats::of(const User& user) const {
    GuestSeat seat{resume_code_text(user.code), user.name, {}, seats_of(user), sanctions_.of_user(user.id)};
    seat.settings = saved_settings(user, users_);
    seat.source = source(user);
    if (user.extras) {
        seat.away = user.extras->away;
        seat.away_text = user.extras->away_text;
    }
    return seat;
}

bool GuestSeats::has_one(const User& user) {
    if (!user.connection.came_back_with().empty()) return true;
    return std::any_of(user.rooms.begin(), user.rooms.end(),
                       [](const Membership& each) { return each.spoke; });
}

void GuestSeats::save(const User& user, Now now) {
    if (user.account != nullptr || user.code == 0 || !log_.lasts()) return;
    GuestSeat seat = of(user);
    seat.saved = now.wall;
    log_.save(seat);
}

void GuestSeats::update(const User& user, Now now) {
    if (has_one(user)) save(user, now);
}

}  // namespace confab
