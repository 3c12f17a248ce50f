#include "confab/core/rooms/seats.hpp"

#include <algorithm>

namespace confab {

std::vector<Seat> seats_of(const User& user) {
    std::vector<Seat> seats;
    for (const Membership& each : user.rooms) {
        if (each.room != user.connection.current) seats.push_back({each.room->name(), each.room->last_id()});
    }
    if (user.connection.current == nullptr) return seats;
    seats.push_back({user.connection.current->name(), user.connection.current->last_id()});
    return seats;
}

void complete_guest_seats(std::vector<GuestSeat>& seats, RoomDirectory& rooms) {
    for (GuestSeat& guest : seats) {
        if (guest.left != WallTime{}) continue;
        guest.left = guest.saved;
        for (Seat& seat : guest.seats) {
            const Room* room = rooms.find_by_key(seat.room.key);
            if (room == nullptr) continue;
            seat.seen = room->last_id();
            const MessageRing& history = room->history;
            if (history.size() > 0) guest.left = std::max(guest.left, history.at(history.size() - 1).time);
        }
    }
}

}  // namespace confab
