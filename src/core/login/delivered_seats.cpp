#include "confab/core/login/delivered_seats.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/seats.hpp"

namespace confab {

namespace {

// What was said to `client` then or later is not known to have arrived. Both clocks are rounded down.
WallTime seen_until(const Client& client, Arrived arrived, Now now) {
    const MonoTime until = arrived ? arrived->before : client.last_active;
    return now.wall - (now.mono - std::min(until, now.mono)) - Milliseconds{1};
}

}  // namespace

// The newest first, until what is missing has been found.
std::vector<Seat> DeliveredSeats::of(const Client& client, Arrived arrived, Now now) const {
    std::vector<Seat> seats = seats_of(client);
    if (arrived == all_arrived) return seats;
    std::vector<std::pair<const Message*, Seat*>> later;
    const WallTime last = seen_until(client, arrived, now);
    for (Seat& seat : seats) {
        const auto membership =
            std::find_if(client.rooms.begin(), client.rooms.end(),
                         [&](const Membership& each) { return each.room->name().key == seat.room.key; });
        // What was said before it came was not said to it. `last` is by the other clock, or a little early to
        // be on the safe side: what it said itself it had seen.
        const std::uint64_t before = seat.seen - membership->unread(seat.seen);
        const auto unseen = [&](const Message& said) {
            return said.id > before && said.time >= last && said.from != client.name.text;
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
        found += least_bytes(client, *said, seat->room.text);
    }
    return seats;
}

// A lower bound of the bytes that the client was sent: an upper one would take lines for seen that are not.
std::size_t DeliveredSeats::least_bytes(const Client& client, const Message& said,
                                        std::string_view room) const {
    if (client.view.interactive) return 0;  // what scrolls by unseen is not painted
    const bool ignores = client.extras && !client.extras->ignores.empty();
    if (ignores && ignores_.ignores(client, names_.key_of(said.from))) return 0;
    std::size_t bytes = said.from.size() + said.text.size() + std::string_view(": \n").size();
    if (client.view.structured) return bytes;
    if (client.view.timestamps) bytes += std::string_view("14:02 ").size();
    if (client.view.several_rooms) bytes += room.size() + std::string_view("# ").size();
    return bytes;
}

// Messages that the ghost was told after the edge had been asked count as not delivered.
DeliveredSeats::Place DeliveredSeats::left_by(const Client& client, const Ghost& found, Now now) const {
    Place place{of(client, found.arrived, now), seen_until(client, found.arrived, now)};
    for (Seat& seat : place.seats) {
        for (const Seat& told : found.told) {
            if (told.room.key == seat.room.key) seat.seen = std::min(seat.seen, told.seen);
        }
    }
    return place;
}

}  // namespace confab
