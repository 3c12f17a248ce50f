#include "confab/core/rooms/memberships.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/private_periods.hpp"
#include "confab/core/rooms/slow_mode.hpp"

namespace confab {

void Memberships::join(Client& client, const RoomName& name, std::string_view word, Now now) {
    if (const Refusal why = access_.can_guess(client, name, word, now))
        return replies_.refuse(client, why, now);
    Room* room = access_.resolve(client, name, word);
    if (room != nullptr && client.membership(*room) != nullptr) {
        return tell_switched(client, views_.set_current(client, *room), now);
    }
    const RoomName found = room == nullptr ? name : RoomName{name.text, room->name().key};
    if (const Refusal why = access_.can_enter(client, found, room, word, now)) {
        return replies_.refuse(client, why, now);
    }
    if (client.rooms.size() >= settings_.max_joined) {
        return replies_.refuse(client, {Code::joined_too_many, client.rooms.size(), name.text}, now);
    }
    Room& entered = room_for(client, name, room, now);
    settle(client, entered, now);
    presence_.walked_in(client, entered, now);
    if (!entered.topic.empty()) topics_.tell(client, entered, now);
    replay_.on_joining(client, entered, now);
    leave_namesakes(client, entered, now);
}

// Enters the room, which is made if there is none.
Room& Memberships::room_for(Client& client, const RoomName& name, Room* room, Now now) {
    const bool is_new = room == nullptr;
    const bool anew = is_new || !room->exists();
    if (is_new) room = &rooms_.make(name);
    enter(client, *room);
    came(client, *room, now);
    if (anew) ownership_.made(*room, client, is_new, now);
    return *room;
}

// What the room remembers of the client, and of all who come in.
void Memberships::came(Client& client, Room& room, Now now) {
    ownership_.came_back(client, room, 0, now);
    const bool was_invited = Invitations::ended(room, client.account, client.id);
    if (!room.rules) return;
    if (room.hidden()) note_reader(client, room, still_private);
    // A client that came in by the key may come back without it.
    const bool let_in = room.has_key() && invitations_.let_back(client, room);
    if (was_invited || let_in || (room.hidden() && client.account != nullptr)) records_.save(room);
}

void Memberships::settle(Client& client, Room& room, Now now) {
    client.membership(room)->unseen = access_.is_muted(client, room, now);
}

bool Memberships::return_to(Client& client, Room& room, bool quietly, Now now) {
    if (client.membership(room) == nullptr) {
        if (client.rooms.size() >= settings_.max_joined) return false;
        if (access_.can_return(client, room.name().key, now)) return false;
        enter(client, room);
        came(client, room, now);
        invitations_.welcome_back(client, room);
        settle(client, room, now);
        if (!quietly) presence_.walked_in(client, room, now);
        leave_namesakes(client, room, now);
    }
    if (quietly) client.membership(room)->announced = true;
    return true;
}

// Two rooms of one name could not be told apart.
void Memberships::leave_namesakes(Client& client, Room& room, Now now) {
    const std::string_view base = room.name().key.base();
    for (std::size_t i = client.rooms.size(); i > 0; --i) {
        Room& other = *client.rooms[i - 1].room;
        if (&other != &room && other.name().key.base() == base) return leave(client, other, now);
    }
}

void Memberships::leave(Client& client, Room& room, Now now, std::string_view reason) {
    const Membership was = *client.membership(room);
    exit(client, room);
    const bool left_all = client.rooms.empty();
    std::uint64_t unread = 0;
    if (left_all) {
        enter(client, rooms_.lobby());
    } else if (client.current == nullptr) {
        unread = views_.set_current(client, *client.rooms.back().room);
    }
    presence_.walked_out(client, was, reason, now);
    forget_if_empty(room);
    if (left_all) {
        presence_.walked_in(client, rooms_.lobby(), now);
        replay_.on_joining(client, rooms_.lobby(), now);
    }
    tell_switched(client, unread, now);
}

void Memberships::put_out(Client& client, Room& room, const Refusal& why, std::string_view reason, Now now) {
    replies_.refuse(client, why, now);
    leave(client, room, now, reason);
}

void Memberships::forget_if_empty(Room& room) { ownership_.emptied(room); }

void Memberships::tell_switched(const Client& client, std::uint64_t unread, Now now) {
    const bool shown = client.view.interactive && unread > 0;
    const Argument count = shown ? argument(unread) : Argument();
    replies_.tell(client, {Code::now_talking_in, client.current->name().text, count}, now);
}

// --- The two halves

void Memberships::enter(Client& client, Room& room) {
    rooms_.wake(room);
    room.add(client);
    views_.set_current(client, room);
    events_.enter(client.id, room.id());
    views_.count_rooms(client);
}

void Memberships::exit(Client& client, Room& room) {
    left(client, room);
    room.remove(client);
    events_.leave(client.id, room.id());
    if (client.current == &room) {
        client.current = nullptr;
    } else {
        views_.tell_settings(client);
    }
    views_.count_rooms(client);
}

// What the room remembers of a client that leaves it.
void Memberships::left(const Client& client, Room& room) {
    if (room.hidden()) {
        note_reader(client, room, room.last_id());
        if (client.account != nullptr) records_.save(room);
    }
    if (room.guests) {
        std::erase(room.guests->operators, client.id);
        std::erase(room.guests->voices, client.id);
    }
    if (room.rules && room.rules->slow != 0) remember_speaker(client, room);
}

}  // namespace confab
