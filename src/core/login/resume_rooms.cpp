// Back into the rooms, one after another.
#include <algorithm>
#include <utility>

#include "confab/core/login/resume.hpp"

namespace confab {

void Resume::go_on(Client& client, ResumeProgress progress, Now now) {
    if (progress.quietly && progress.up_to.empty()) take_rooms(client, progress, now);
    while (progress.next < progress.seats.size()) {
        if (progress.next == progress.up_to.size()) enter_next(client, progress, now);
        const std::uint64_t up_to = progress.up_to[progress.next];
        const Seat seat = progress.seats[progress.next++];
        const Room* room = access_.left_under(seat.room.key);
        if (room == nullptr || client.membership(*room) == nullptr) continue;
        auto unread = history_.missed(client, *room, {seat.seen, up_to, progress.left}, now);
        if (!unread) continue;
        ShowMissed request{std::move(unread->page), progress};
        if (history_.ask(client, std::move(unread->query), std::move(request), now)) return;
    }
    if (!progress.seats.empty()) arrive(client, progress, now);
}

void Resume::answered(Client& client, ShowMissed request, Answer answer, Now now) {
    history_.answered(client, ShowPage{std::move(request.page)}, std::move(answer), now);
    go_on(client, std::move(request.progress), now);
}

// The ghost left its rooms standing: what was missed is only asked for when the client is in all of them,
// so that none is lost meanwhile.
void Resume::take_rooms(Client& client, ResumeProgress& progress, Now now) {
    for (std::size_t i = 0; i < progress.seats.size(); ++i) {
        if (client.rooms.size() >= settings_.max_joined) leave_the_lobby(client, progress, now);
        enter_next(client, progress, now);
    }
    for (const Seat& seat : progress.seats) {
        if (Room* room = rooms_.find_by_key(seat.room.key)) memberships_.forget_if_empty(*room);
    }
}

// Messages that were posted after the client has come were delivered already.
void Resume::enter_next(Client& client, ResumeProgress& progress, Now now) {
    const Seat& seat = progress.seats[progress.up_to.size()];
    const Room* known = access_.left_under(seat.room.key);
    const Membership* here = known == nullptr ? nullptr : client.membership(*known);
    const std::uint64_t shown = here == nullptr ? 0 : here->unread(known->last_id());
    const Room* room = enter(client, seat, progress, now);
    progress.up_to.push_back(room == nullptr ? 0 : room->last_id() - shown);
}

// Null if the client is not in it afterwards, or the room was made again and has nothing to show.
Room* Resume::enter(Client& client, const Seat& seat, const ResumeProgress& progress, Now now) {
    Room* room = access_.left_under(seat.room.key);
    if (room == nullptr) {
        if (can_make(client, seat.room, now)) memberships_.join(client, seat.room, {}, now);
        return nullptr;
    }
    if (!memberships_.return_to(client, *room, progress.quietly, now)) return nullptr;
    ownership_.came_back(client, *room, progress.code, now);
    return room;
}

// A room that is gone is made again, but not in the place of one that was private, and nothing is said if
// that is not possible.
bool Resume::can_make(const Client& client, const RoomName& room, Now now) const {
    return room.key == RoomKey::of_public(names_.key_of(room.text)) &&
           client.rooms.size() < settings_.max_joined && !access_.can_enter(client, room, nullptr, {}, now);
}

void Resume::arrive(Client& client, const ResumeProgress& progress, Now now) {
    Room* last = access_.left_under(progress.seats.back().room.key);
    if (last != nullptr && client.membership(*last) != nullptr) views_.set_current(client, *last);
    leave_the_lobby(client, progress, now);
    guest_seats_.save(client, now);
    replies_.tell(client, {Code::resumed, client.name.text, client.current->name().text}, now);
    if (client.extras && client.extras->away) {
        replies_.tell(client, {Code::away_still}, now);
    }
}

// Every client begins there, also one that had left it.
void Resume::leave_the_lobby(Client& client, const ResumeProgress& progress, Now now) {
    Room& lobby = rooms_.lobby();
    const bool was_there = std::any_of(progress.seats.begin(), progress.seats.end(),
                                       [&](const Seat& seat) { return seat.room.key == lobby.name().key; });
    if (was_there || client.rooms.size() < 2 || client.membership(lobby) == nullptr) return;
    memberships_.leave(client, lobby, now);
}

}  // namespace confab
