// Going into rooms and out of them, and what they are about.
#include <utility>

#include "confab/core/hub.hpp"
#include "text.hpp"

namespace confab {

Room* Hub::find_room(const Client& client, std::string_view name) {
    auto checked = names_.check_room(name);
    const Name* good = std::get_if<Name>(&checked);
    Room* room = good == nullptr ? nullptr : rooms_.find_by_key(good->key);
    return room != nullptr && doors_.sees(client, *room) ? room : nullptr;
}

void Hub::join(Client& client, Name name, std::string_view word, Now now) {
    Room* room = rooms_.find_by_key(name.key);
    if (room != nullptr && client.membership(*room) != nullptr) {
        return tell_switched(client, talk_in(client, *room), now);
    }
    std::string refusal = moderation_.refuses_entry(client, name, now);
    if (refusal.empty()) refusal = doors_.refuses_entry(client, name, room, word, now);
    if (!refusal.empty()) return tell_error(client, refusal, now);
    if (client.rooms.size() >= settings_.max_joined) {
        return tell_error(
            client,
            sentence("you are in ", client.rooms.size(), " rooms, /leave one before joining #", name.text),
            now);
    }
    const bool anew = room == nullptr || (room->members().empty() && !room->rules && !room->is_lobby());
    if (room == nullptr) room = &rooms_.make(std::move(name));
    enter(client, *room);
    if (anew) doors_.made(*room, client, now);
    presence_.walked_in(client, *room, now);
    if (!room->topic.empty()) tell_topic(client, *room, now);
    archive_.replay(client, *room, settings_.history, now);
}

bool Hub::return_to(Client& client, Room& room, bool quietly, Now now) {
    if (client.membership(room) == nullptr) {
        if (client.rooms.size() >= settings_.max_joined) return false;
        if (!moderation_.refuses_entry(client, room.name(), now).empty()) return false;
        enter(client, room);
        if (!quietly) presence_.walked_in(client, room, now);
    }
    if (quietly) client.membership(room)->announced = true;
    return true;
}

void Hub::leave(Client& client, Room& room, Now now) {
    const Membership was = *client.membership(room);
    exit(client, room);
    const bool left_all = client.rooms.empty();
    std::uint64_t unread = 0;
    if (left_all) {
        enter(client, rooms_.lobby());
    } else if (client.current == nullptr) {
        unread = talk_in(client, *client.rooms.back().room);
    }
    presence_.walked_out(client, was, now);
    rooms_.forget_if_empty(room);
    if (left_all) {
        presence_.walked_in(client, rooms_.lobby(), now);
        archive_.replay(client, rooms_.lobby(), settings_.history, now);
    }
    tell_switched(client, unread, now);
}

void Hub::set_topic(Client& client, std::string_view text, Now now) {
    Room& room = *client.current;
    room.topic = text;
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
    room.remove(client);
    audience_.leave(client.id, room.id());
    if (client.current == &room) client.current = nullptr;
    View view = client.view;
    view.several_rooms = client.rooms.size() > 1;
    change_view(client, view);
}

}  // namespace confab
