// Back into the rooms, one after another.
#include <algorithm>
#include <utility>

#include "confab/core/login/resume.hpp"

namespace confab {

void Resume::go_on(User& user, ResumeProgress progress, Now now) {
    while (progress.next < progress.seats.size()) {
        if (progress.next == progress.up_to.size()) enter_next(user, progress, now);
        const std::uint64_t up_to = progress.up_to[progress.next];
        const Seat seat = progress.seats[progress.next++];
        const Room* room = access_.left_under(seat.room.key);
        if (room == nullptr || user.membership(*room) == nullptr) continue;
        editing_.tell_missed(user, *room, seat.seen, progress.left);
        auto unread = history_.missed(user, *room, {seat.seen, up_to, progress.left}, now);
        if (!unread) continue;
        ShowMissed request{std::move(unread->page), progress};
        if (history_.ask(user, std::move(unread->query), std::move(request), now)) return;
    }
    if (!progress.seats.empty()) arrive(user, progress, now);
}

void Resume::answered(User& user, ShowMissed request, Answer answer, Now now) {
    history_.answered(user, ShowPage{std::move(request.page)}, std::move(answer), now);
    operations_.propose({now, operation::Return{user.connection.id, std::move(request.progress)}});
}

// Messages that were posted after the user has come were delivered already.
void Resume::enter_next(User& user, ResumeProgress& progress, Now now) {
    const Seat& seat = progress.seats[progress.up_to.size()];
    const Room* known = access_.left_under(seat.room.key);
    const Membership* here = known == nullptr ? nullptr : user.membership(*known);
    const std::uint64_t shown = here == nullptr ? 0 : here->unread(known->last_id());
    const Room* room = enter(user, seat, progress, now);
    progress.up_to.push_back(room == nullptr ? 0 : room->last_id() - shown);
}

// Null if the user is not in it afterwards, or the room was made again and has nothing to show.
Room* Resume::enter(User& user, const Seat& seat, const ResumeProgress& progress, Now now) {
    Room* room = access_.left_under(seat.room.key);
    if (room == nullptr) {
        if (can_make(user, seat.room, now)) memberships_.join(user, seat.room, {}, now);
        return nullptr;
    }
    if (!memberships_.return_to(user, *room, now)) return nullptr;
    ownership_.came_back(user, *room, progress.code, now);
    return room;
}

// A room that is gone is made again, but not in the place of one that was private, and nothing is said if
// that is not possible.
bool Resume::can_make(const User& user, const RoomName& room, Now now) const {
    return room.key == RoomKey::of_public(names_.key_of(room.text)) &&
           user.rooms.size() < settings_.max_joined && !access_.can_enter(user, room, nullptr, {}, now);
}

void Resume::arrive(User& user, const ResumeProgress& progress, Now now) {
    Room* last = access_.left_under(progress.seats.back().room.key);
    if (last != nullptr && user.membership(*last) != nullptr) views_.set_current(user, *last);
    leave_the_lobby(user, progress, now);
    guest_seats_.save(user, now);
    if (user.connection.current == nullptr) return;
    replies_.tell(user, {Code::resumed, user.name.text, user.connection.current->name().text}, now);
    if (user.extras && user.extras->away) {
        replies_.tell(user, {Code::away_still}, now);
    }
}

// Every user begins there, also one that had left the lobby.
void Resume::leave_the_lobby(User& user, const ResumeProgress& progress, Now now) {
    Room& lobby = rooms_.lobby();
    const bool was_there = std::any_of(progress.seats.begin(), progress.seats.end(),
                                       [&](const Seat& seat) { return seat.room.key == lobby.name().key; });
    if (was_there || user.rooms.size() < 2 || user.membership(lobby) == nullptr) return;
    memberships_.leave(user, lobby, now);
}

}  // namespace confab
