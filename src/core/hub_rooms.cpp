// Going into rooms and out of them, and what they are about.
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

Room* Hub::find_room(const Client& client, std::string_view name) {
    if (name.find('@') != std::string_view::npos) return doors_.named(client, name);
    auto checked = names_.check_room(name);
    Name* good = std::get_if<Name>(&checked);
    Room* room = good == nullptr ? nullptr : doors_.behind(client, *good);
    return room != nullptr && doors_.sees(client, *room) ? room : nullptr;
}

void Hub::join(Client& client, Name name, std::string_view word, Now now) {
    if (const std::string why = doors_.refuses_guess(client, name, word, now); !why.empty()) {
        return tell_error(client, why, now);
    }
    Room* room = doors_.behind(client, name, word);
    if (room != nullptr && client.membership(*room) != nullptr) {
        return tell_switched(client, talk_in(client, *room), now);
    }
    std::string refusal = moderation_.refuses_entry(client, name, now);
    if (refusal.empty()) refusal = doors_.refuses_entry(client, name, room, word, now);
    if (!refusal.empty()) return tell_error(client, refusal, now);
    if (client.rooms.size() >= settings_.max_joined) {
        return tell_error(client,
                          sentence("you are in ", counted(client.rooms.size(), "room"),
                                   ", /leave one before joining #", name.text),
                          now);
    }
    const bool anew = room == nullptr || (room->members().empty() && !room->rules && !room->is_lobby());
    const bool is_new = room == nullptr;
    if (is_new) room = &rooms_.make(std::move(name));
    enter(client, *room);
    doors_.entered(client, *room, now);
    if (anew) doors_.made(*room, client, is_new, now);
    client.membership(*room)->unseen = moderation_.is_muted(client, *room, now);
    presence_.walked_in(client, *room, now);
    if (!room->topic.empty()) tell_topic(client, *room, now);
    archive_.replay(client, *room, settings_.history, now);
    leave_namesakes(client, *room, now);
}

bool Hub::return_to(Client& client, Room& room, bool quietly, Now now) {
    if (client.membership(room) == nullptr) {
        if (client.rooms.size() >= settings_.max_joined) return false;
        if (!moderation_.refuses_entry(client, room.name(), now).empty()) return false;
        enter(client, room);
        doors_.entered(client, room, now);
        doors_.welcome_back(client, room);
        client.membership(room)->unseen = moderation_.is_muted(client, room, now);
        if (!quietly) presence_.walked_in(client, room, now);
        leave_namesakes(client, room, now);
    }
    if (quietly) client.membership(room)->announced = true;
    return true;
}

// Two rooms of one name could not be told apart.
void Hub::leave_namesakes(Client& client, Room& room, Now now) {
    for (std::size_t i = client.rooms.size(); i > 0; --i) {
        Room& other = *client.rooms[i - 1].room;
        if (&other != &room && doors_.namesakes(room, other)) return leave(client, other, now);
    }
}

void Hub::leave(Client& client, Room& room, Now now, std::string_view reason) {
    const Membership was = *client.membership(room);
    exit(client, room);
    const bool left_all = client.rooms.empty();
    std::uint64_t unread = 0;
    if (left_all) {
        enter(client, rooms_.lobby());
    } else if (client.current == nullptr) {
        unread = talk_in(client, *client.rooms.back().room);
    }
    presence_.walked_out(client, was, reason, now);
    forget_if_empty(room);
    if (left_all) {
        presence_.walked_in(client, rooms_.lobby(), now);
        archive_.replay(client, rooms_.lobby(), settings_.history, now);
    }
    tell_switched(client, unread, now);
}

void Hub::put_out(Client& client, Room& room, std::string_view why, std::string_view reason, Now now) {
    tell_error(client, why, now);
    leave(client, room, now, reason);
}

void Hub::expel(Client& client, std::string_view why, std::string_view reason, Now now) {
    presence_.tick(now);  // whoever is due is announced before being seen to leave
    tell_error(client, why, now);
    remove(client, reason, now, Farewell::put_off);
}

void Hub::forget_if_empty(Room& room) {
    doors_.emptied(room);
    rooms_.forget_if_empty(room);
}

void Hub::set_topic(Client& client, std::string_view text, Now now) {
    Room& room = *client.current;
    std::string refusal = moderation_.refuses_speech(client, room, now);
    if (refusal.empty()) refusal = doors_.refuses_topic(client, room);
    if (refusal.empty() && text.size() > settings_.max_topic) {
        refusal = sentence("a topic has ", settings_.max_topic, " bytes at most, this one has ", text.size());
    }
    if (!refusal.empty()) {
        return refuse_text(client, refusal, sentence("/topic ", text.empty() ? "-" : text), now);
    }
    if (text.empty() && room.topic.empty()) return tell_topic(client, room, now);
    room.topic = text;
    doors_.save(room);
    audience_.tell_room(room.id(),
                        {.type = EventType::topic,
                         .time = now.wall,
                         .room = room.name().text,
                         .from = client.name.text,
                         .text = room.topic},
                        except_for(client, false));
}

void Hub::tell_topic(const Client& client, const Room& room, Now now) {
    if (room.topic.empty()) {
        const std::string text = sentence("#", room.name().text, " has no topic");
        return audience_.tell(
            client.id, {.type = EventType::notice, .time = now.wall, .room = room.name().text, .text = text});
    }
    audience_.tell(
        client.id,
        {.type = EventType::topic, .time = now.wall, .room = room.name().text, .text = room.topic});
}

void Hub::enter(Client& client, Room& room) {
    rooms_.wake(room);
    room.add(client);
    talk_in(client, room);
    audience_.enter(client.id, room.id());
    View view = client.view;
    view.several_rooms = client.rooms.size() > 1;
    change_view(client, view);
}

// Leaves the room standing, even empty: the caller forgets it when nothing needs it any more, and
// says where the client talks then.
void Hub::exit(Client& client, Room& room) {
    doors_.left(client, room);
    room.remove(client);
    audience_.leave(client.id, room.id());
    if (client.current == &room) {
        client.current = nullptr;
    } else {
        tell_settings(client);
    }
    View view = client.view;
    view.several_rooms = client.rooms.size() > 1;
    change_view(client, view);
}

}  // namespace confab
