#include "confab/core/login/delivered_seats.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/seats.hpp"

namespace confab {

namespace {

// What was said to `user` then or later is not known to have arrived. Both clocks are rounded down.
WallTime seen_until(const User& user, Arrived arrived, Now now) {
    const MonoTime until = arrived ? arrived->before : user.connection.last_active;
    return now.wall - (now.mono - std::min(until, now.mono)) - Milliseconds{1};
}

}  // namespace

// The newest first, until what is missing has been found.
std::vector<Seat> DeliveredSeats::of(const User& user, Arrived arrived, Now now) const {
    std::vector<Seat> seats = seats_of(user);
    if (arrived == all_arrived) return seats;
    std::vector<std::pair<const Message*, Seat*>> later;
    const WallTime last = seen_until(user, arrived, now);
    for (Seat& seat : seats) {
        const auto membership =
            std::find_if(user.rooms.begin(), user.rooms.end(),
                         [&](const Membership& each) { return each.room->name().key == seat.room.key; });
        // What was said before it came was not said to it. `last` is by the other clock, or a little early to
        // be on the safe side: what it said itself it had seen.
        const std::uint64_t before = seat.seen - membership->unread(seat.seen);
        const auto unseen = [&](const Message& said) {
            return said.id > before && said.time >= last && said.from != user.name.text;
        };
        const MessageRing& history = membership->room->history;
        for (std::size_t i = history.size(); i > 0 && unseen(history.at(i - 1)); --i) {
            later.emplace_back(&history.at(i - 1), &seat);
        }
    }
    std::stable_sort(later.begin(), later.end(),
                     [](const auto& a, const auto& b) { return a.first->time > b.first->time; });
    const std::uint64_t missing = arrived.value_or(Reached{}).missing;
    std::uint64_t found = 0;
    for (const auto& [said, seat] : later) {
        if (found >= missing) break;
        seat->seen = std::min(seat->seen, said->id - 1);
        found += least_bytes(user, *said, seat->room.text);
    }
    return seats;
}

// A lower bound of the bytes that the user was sent: an upper one would take lines for seen that are not.
std::size_t DeliveredSeats::least_bytes(const User& user, const Message& said, std::string_view room) const {
    if (user.connection.view.interactive) return 0;  // what scrolls by unseen is not painted
    const bool ignores = user.extras && !user.extras->ignores.empty();
    if (ignores && ignores_.ignores(user, names_.key_of(said.from))) return 0;
    std::size_t bytes = said.from.size() + said.text.size() + std::string_view(": \n").size();
    if (user.connection.view.structured) return bytes;
    if (user.connection.view.timestamps) bytes += std::string_view("14:02 ").size();
    if (user.connection.view.several_rooms) bytes += room.size() + std::string_view("# ").size();
    return bytes;
}

// Messages that the ghost was told after the edge had been asked count as not delivered.
DeliveredSeats::Place DeliveredSeats::left_by(const User& user, const Ghost& found, Now now) const {
    Place place{of(user, found.arrived, now), seen_until(user, found.arrived, now)};
    for (Seat& seat : place.seats) {
        for (const Seat& told : found.told) {
            if (told.room.key == seat.room.key) seat.seen = std::min(seat.seen, told.seen);
        }
    }
    return place;
}

}  // namespace confab
