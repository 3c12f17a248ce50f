#include "confab/core/rooms/memberships.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/private_periods.hpp"
#include "confab/core/rooms/slow_mode.hpp"

namespace confab {

void Memberships::join(User& user, const RoomName& name, std::string_view word, Now now) {
    if (const Refusal why = access_.can_guess(user, name, word, now)) return replies_.refuse(user, why, now);
    Room* room = access_.resolve(user, name, word);
    if (room != nullptr && user.membership(*room) != nullptr) {
        return tell_switched(user, views_.set_current(user, *room), now);
    }
    const RoomName found = room == nullptr ? name : RoomName{name.text, room->name().key};
    if (const Refusal why = access_.can_enter(user, found, room, word, now)) {
        return replies_.refuse(user, why, now);
    }
    if (user.rooms.size() >= settings_.max_joined) {
        return replies_.refuse(user, {Code::joined_too_many, user.rooms.size(), name.text}, now);
    }
    Room& entered = room_for(user, name, room, now);
    settle(user, entered, now);
    presence_.walked_in(user, entered, now);
    if (!entered.topic.empty()) topics_.tell(user, entered, now);
    replay_.on_joining(user, entered, now);
    leave_namesakes(user, entered, now);
}

// Enters the room, which is made if there is none.
Room& Memberships::room_for(User& user, const RoomName& name, Room* room, Now now) {
    const bool is_new = room == nullptr;
    const bool anew = is_new || !room->exists();
    if (is_new) room = &rooms_.make(name);
    enter(user, *room);
    came(user, *room, now);
    if (anew) ownership_.made(*room, user, is_new, now);
    return *room;
}

// What the room remembers of the user, and of all who come in.
void Memberships::came(User& user, Room& room, Now now) {
    ownership_.came_back(user, room, 0, now);
    const bool was_invited = Invitations::ended(room, user.account, user.id);
    if (!room.rules) return;
    if (room.hidden()) note_reader(user, room, still_private);
    // A user that came in by the key may come back without the key.
    const bool let_in = room.has_key() && invitations_.let_back(user, room);
    if (was_invited || let_in || (room.hidden() && user.account != nullptr)) records_.save(room);
}

void Memberships::settle(User& user, Room& room, Now now) {
    user.membership(room)->unseen = access_.is_muted(user, room, now);
}

bool Memberships::return_to(User& user, Room& room, Now now) {
    if (user.membership(room) == nullptr) {
        if (user.rooms.size() >= settings_.max_joined) return false;
        if (access_.can_return(user, room.name().key, now)) return false;
        const bool anew = !room.exists();
        enter(user, room);
        came(user, room, now);
        if (anew) ownership_.made(room, user, false, now);
        invitations_.welcome_back(user, room);
        settle(user, room, now);
        presence_.walked_in(user, room, now);
        leave_namesakes(user, room, now);
    }
    return true;
}

bool Memberships::stay_in(User& user, Room& room, Now now) {
    if (user.membership(room) != nullptr || user.rooms.size() >= settings_.max_joined) return false;
    if (access_.can_return(user, room.name().key, now)) return false;
    enter(user, room);
    came(user, room, now);
    invitations_.welcome_back(user, room);
    settle(user, room, now);
    return true;
}

// Two rooms of one name could not be told apart.
void Memberships::leave_namesakes(User& user, Room& room, Now now) {
    const std::string_view base = room.name().key.base();
    for (std::size_t i = user.rooms.size(); i > 0; --i) {
        Room& other = *user.rooms[i - 1].room;
        if (&other != &room && other.name().key.base() == base) return leave(user, other, now);
    }
}

void Memberships::leave(User& user, Room& room, Now now, std::string_view reason) {
    const Membership was = *user.membership(room);
    exit(user, room);
    const bool left_all = user.rooms.empty();
    std::uint64_t unread = 0;
    const bool goes_home = left_all && user.needs_room();
    if (goes_home) {
        enter(user, rooms_.lobby());
    } else if (!left_all && user.connection.current == nullptr) {
        unread = views_.set_current(user, *user.rooms.back().room);
    }
    presence_.walked_out(user, was, reason, now);
    forget_if_empty(room);
    if (goes_home) {
        presence_.walked_in(user, rooms_.lobby(), now);
        replay_.on_joining(user, rooms_.lobby(), now);
    }
    tell_switched(user, unread, now);
    if (user.others) settle_others(user, now);
}

void Memberships::put_out(User& user, Room& room, const Refusal& why, std::string_view reason, Now now) {
    replies_.refuse(user, why, now);
    leave(user, room, now, reason);
}

void Memberships::forget_if_empty(Room& room) { ownership_.emptied(room); }

// Those of the other connections that talked there talk elsewhere now, and are told.
void Memberships::settle_others(User& user, Now now) {
    if (user.rooms.empty()) return;
    for (Connection& other : *user.others) {
        if (other.current != nullptr) continue;
        Room& room = *user.rooms.back().room;
        views_.set_first_current(user, other, room);
        replies_.tell_in(other.id, {}, {Code::now_talking_in, room.name().text, Argument()}, now);
    }
}

void Memberships::tell_switched(const User& user, std::uint64_t unread, Now now) {
    if (user.connection.current == nullptr) return;
    const bool shown = user.connection.view.interactive && unread > 0;
    const Argument count = shown ? argument(unread) : Argument();
    replies_.tell_here(user, {Code::now_talking_in, user.connection.current->name().text, count}, now);
}

// --- The two halves

void Memberships::enter(User& user, Room& room) {
    rooms_.wake(room);
    room.add(user);
    views_.set_current(user, room);
    if (user.others) {
        for (Connection& other : *user.others) {
            if (other.current == nullptr) views_.set_first_current(user, other, room);
        }
    }
    user.for_each_connection([&](const Connection& each) { events_.enter(each.id, room.id()); });
    views_.count_rooms(user);
}

void Memberships::exit(User& user, Room& room) {
    left(user, room);
    room.remove(user);
    user.for_each_connection([&](Connection& each) {
        events_.leave(each.id, room.id());
        if (each.current == &room) each.current = nullptr;
    });
    views_.tell_settings(user);
    views_.count_rooms(user);
}

// What the room remembers of a user that leaves.
void Memberships::left(const User& user, Room& room) {
    if (room.hidden()) {
        note_reader(user, room, room.last_id());
        if (user.account != nullptr) records_.save(room);
    }
    if (room.guests) {
        std::erase(room.guests->operators, user.id);
        std::erase(room.guests->voices, user.id);
    }
    if (room.rules && room.rules->slow != 0) remember_speaker(user, room);
}

}  // namespace confab
