#include "confab/core/hub.hpp"

#include <algorithm>
#include <utility>

#include "command.hpp"
#include "text.hpp"

namespace confab {

namespace {

Name known_good(std::variant<Name, NameFault> name) { return std::get<Name>(std::move(name)); }

}  // namespace

Hub::Hub(Audience& audience, ChatSettings settings)
    : audience_(audience),
      settings_(std::move(settings)),
      rooms_(known_good(names_.check_room("lobby"))),
      presence_(audience_, settings_, registry_, rooms_, ignores_) {}

void Hub::connect(ClientId id, Now now, bool terminal) {
    Client& client = admit(id, now);
    if (terminal) use_terminal(id, true);
    enter(client, rooms_.lobby());
    greet(client, now);
    replay(client, rooms_.lobby(), settings_.history, now);
    presence_.arrived(client, now);
}

// Someone may have taken "guest7" by /nick, or a name that looks like it: then 7 is passed over.
Client& Hub::admit(ClientId id, Now now) {
    std::vector<std::uint32_t> taken;
    std::uint32_t number = registry_.take_guest_number();
    Name name = known_good(names_.check_person(sentence("guest", number)));
    while (registry_.holds(name.key)) {
        taken.push_back(number);
        number = registry_.take_guest_number();
        name = known_good(names_.check_person(sentence("guest", number)));
    }
    for (const std::uint32_t other : taken) registry_.give_back_guest_number(other);

    Client& client = registry_.add(id, std::move(name), number);
    client.connected_at = now.mono;
    client.last_active = now.mono;
    return client;
}

void Hub::greet(const Client& client, Now now) {
    const Room& lobby = rooms_.lobby();
    tell(client, "Welcome to Confab.", now);
    for (const std::string& line : settings_.motd) tell(client, line, now);
    tell(client, "Type to talk. /help lists the commands, /quit leaves.", now);
    if (!lobby.topic.empty()) tell_topic(client, lobby, now);
    tell(client, sentence("You are ", client.name.text, " in #lobby (", lobby.members().size(), " here)"),
         now);
}

void Hub::line(ClientId id, std::string_view text, Now now) {
    Client* client = registry_.find(id);
    if (client == nullptr || text.empty()) return;
    client->last_active = now.mono;

    if (text.starts_with("//")) return say(*client, EventType::message, text.substr(1), now);
    if (text.starts_with('/')) return run_command(*this, *client, text.substr(1), now);
    say(*client, EventType::message, text, now);
}

void Hub::reject(ClientId id, std::string_view why, Now now) {
    if (const Client* client = registry_.find(id)) tell_error(*client, why, now);
}

void Hub::notice(ClientId id, std::string_view text, Now now) {
    if (const Client* client = registry_.find(id)) tell(*client, text, now);
}

void Hub::disconnect(ClientId id, std::string_view reason, Now now) {
    Client* client = registry_.find(id);
    if (client == nullptr) return;
    presence_.tick(now);  // whoever is due is announced before being seen to leave
    remove(*client, reason, now);
}

void Hub::stop(Now now) {
    stopping_ = true;
    registry_.for_each([&](Client& client) {
        tell(client, "the server is stopping, goodbye", now);
        remove(client, "server stopping", now);
    });
}

void Hub::tell(const Client& client, std::string_view text, Now now) {
    audience_.tell(client.id, {.type = EventType::notice, .time = now.wall, .text = text});
}

void Hub::tell_error(const Client& client, std::string_view text, Now now) {
    audience_.tell(client.id, {.type = EventType::error, .time = now.wall, .text = text});
}

void Hub::rename(Client& client, Name name, Now now) {
    const Name before = client.name;
    registry_.rename(client, std::move(name));
    if (before.key != client.name.key) ignores_.renamed(registry_, before.key, client.name);
    ignores_.remove(client, client.name.key);  // it may be a name that this client ignored
    presence_.renamed(client, before.text, now);
    tell_settings(client);
}

void Hub::join(Client& client, Name name, Now now) {
    Room* room = rooms_.find_by_key(name.key);
    if (room != nullptr && client.membership(*room) != nullptr) {
        return tell_switched(client, talk_in(client, *room), now);
    }
    if (client.rooms.size() >= settings_.max_joined) {
        return tell_error(
            client,
            sentence("you are in ", client.rooms.size(), " rooms, /leave one before joining #", name.text),
            now);
    }
    if (room == nullptr) room = &rooms_.make(std::move(name));
    enter(client, *room);
    presence_.walked_in(client, *room, now);
    if (!room->topic.empty()) tell_topic(client, *room, now);
    replay(client, *room, settings_.history, now);
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
        replay(client, rooms_.lobby(), settings_.history, now);
    }
    tell_switched(client, unread, now);
}

void Hub::quit(Client& client, std::string_view reason, Now now) {
    tell(client, "goodbye", now);
    disconnect(client.id, reason, now);
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

bool Hub::replay(const Client& client, const Room& room, std::size_t lines, Now now) {
    const bool picky = client.extras && !client.extras->ignores.empty();
    std::vector<const Said*> shown;  // newest first
    for (std::size_t i = room.history.size(); i > 0 && shown.size() < lines; --i) {
        const Said& said = room.history.at(i - 1);
        if (!picky || !ignores_.ignores(client, names_.key_of(said.from))) shown.push_back(&said);
    }
    if (shown.empty()) return false;

    const std::string title = sentence("last ", shown.size(), shown.size() == 1 ? " line" : " lines", " of #",
                                       room.name().text, ":");
    audience_.tell(client.id, {.type = EventType::notice, .frame = true, .time = now.wall, .text = title});
    for (auto said = shown.rbegin(); said != shown.rend(); ++said) {
        audience_.tell(client.id, {.type = (*said)->type,
                                   .replay = true,
                                   .time = (*said)->time,
                                   .id = (*said)->id,
                                   .room = room.name().text,
                                   .from = (*said)->from,
                                   .text = (*said)->text});
    }
    audience_.tell(client.id,
                   {.type = EventType::notice, .frame = true, .time = now.wall, .text = "now live"});
    return true;
}

void Hub::change_view(Client& client, View view) {
    if (!client.chose_quiet) view.quiet = view.terminal && !view.json ? Quiet::on : Quiet::off;
    if (view == client.view) return;
    for (const Membership& membership : client.rooms) {
        std::size_t& quiet = membership.room->quiet_members;
        if (client.view.quiet == Quiet::on) --quiet;
        if (view.quiet == Quiet::on) ++quiet;
    }
    client.view = view;
    audience_.change_view(client.id, view);
}

void Hub::enter(Client& client, Room& room) {
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

void Hub::remove(Client& client, std::string_view reason, Now now) {
    const bool stayed = presence_.stayed(client, now);
    while (!client.rooms.empty()) {
        const Membership membership = client.rooms.back();
        exit(client, *membership.room);
        if (!stopping_ && (stayed || membership.announced)) {
            presence_.gone(client, membership, reason, now);
        }
        rooms_.forget_if_empty(*membership.room);
    }
    if (client.guest_number != 0) ignores_.forget_name(registry_, client.name.key);
    ignores_.forget_client(client);
    audience_.hang_up(client.id, client.name.text, reason);
    registry_.remove(client.id);
}

}  // namespace confab
