// /rooms /join /leave /topic
#include "command.hpp"
#include "confab/base/text.hpp"

namespace confab::command {

void rooms(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::size_t listed = 0;
    hub.rooms().for_each([&](Room& room) {
        if (!hub.doors().sees(client, room)) return;
        if (++listed > max_listed) return;
        const std::string topic = shortened(room.topic, max_listed_text);
        const char* colon = topic.empty() ? "" : ": ";
        const char* hidden = room.hidden() ? ", private)" : ")";
        hub.tell(client,
                 sentence("#", hub.doors().name_for(client, room), " (", room.members().size(), " here",
                          hidden, colon, topic),
                 now);
    });
    if (listed > max_listed) hub.tell(client, sentence("and ", listed - max_listed, " more"), now);
}

void join(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    std::string_view word = wanted;
    std::string_view typed = take_word(word);
    if (typed.find('@') != std::string_view::npos) {
        const Room* room = hub.doors().named(client, typed, hub.secret(word));
        if (room != nullptr) return hub.join(client, room->name(), hub.secret(word), now);
        const char* mark = typed.starts_with('#') ? "" : "#";
        return hub.tell_error(client, sentence("nobody has invited you to ", mark, excerpt(typed, 64)), now);
    }
    auto checked = hub.names().check_room(typed);
    if (const auto* fault = std::get_if<NameFault>(&checked)) {
        return hub.tell_error(client, sentence("no room can be called that: ", describe(*fault)), now);
    }
    hub.join(client, std::get<Name>(std::move(checked)), hub.secret(word), now);
}

void accept(const Request& request) {
    request.hub.doors().accept(request.client, request.arguments, request.now);
}

void leave(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    Room* room = client.current;
    if (!wanted.empty()) {
        room = hub.find_room(client, wanted);
        if (room == nullptr || client.membership(*room) == nullptr) {
            return hub.tell_error(client, sentence("you are not in ", wanted, ", /rooms lists all rooms"),
                                  now);
        }
    }
    if (client.rooms.size() == 1 && room == &hub.rooms().lobby()) {
        return hub.tell_error(client, "the lobby is the only room you are in, /quit leaves the server", now);
    }
    hub.leave(client, *room, now);
}

void topic(const Request& request) {
    const auto& [hub, client, command, text, now] = request;
    if (text.empty()) return hub.tell_topic(client, *client.current, now);
    const bool cleared = text == "-" || text == "\"\"" || text == "''";
    hub.set_topic(client, cleared ? std::string_view() : text, now);
}

}  // namespace confab::command
