// What the hub does for clients whose display is interactive.
#include "answering.hpp"
#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

void Hub::set_interactive(ClientId id, bool on) {
    Client* client = registry_.find(id);
    if (client == nullptr || client->view.interactive == on) return;
    View view = client->view;
    view.interactive = on;
    change_view(*client, view);
    tell_settings(*client);
}

void Hub::refuse_text(const Client& client, std::string_view why, std::string_view line, Now now) {
    tell_error(client, why, now);
    offer(client, line);
}

// Only those whom `client` wrote to lately can answer it.
void Hub::tell_who_can_reply(const Client& client) {
    if (!client.extras) return;
    for (const Confidants::Confidant& each : client.extras->confidants.all()) {
        const Client* other = registry_.find(each.who);
        if (other != nullptr && other->extras && other->extras->writers.last == client.id)
            tell_settings(*other);
    }
}

void Hub::offer(const Client& client, std::string_view line) {
    if (client.view.interactive) audience_.offer(client.id, line);
}

void Hub::complete(ClientId id, std::string_view line, std::size_t cursor) {
    const Client* client = registry_.find(id);
    if (client == nullptr || !client->view.interactive) return;
    const Answering answering(audience_, id);
    const Completion completion = interpreter_.complete(*client, line, cursor);
    audience_.completions(id, completion.word, completion.candidates);
}

void Hub::tell_settings(const Client& client) {
    if (!client.view.interactive) return;
    DisplayPreferences settings = client.extras ? client.extras->display : DisplayPreferences{};
    settings.name = client.name.text;
    if (client.rooms.size() > 1 && client.current != nullptr) settings.room = client.current->name().text;
    if (const Client* last = client.extras ? registry_.find(client.extras->writers.last) : nullptr) {
        settings.reply_to = last->name.text;
    }
    audience_.display_preferences(client.id, settings);
}

// Unread is what a room's ids say, so that a delivery costs nothing for it. It counts those whom the
// client ignores as well.
std::optional<Status> Hub::status(ClientId id) {
    const Client* client = registry_.find(id);
    if (client == nullptr) return std::nullopt;
    const Room& current = *client->current;
    Status status{client->name.text, current.name().text, current.members().size(), 0};
    for (const Membership& membership : client->rooms) {
        if (membership.room != &current) status.unread += membership.unread(membership.room->last_id());
    }
    return status;
}

// What is seen is noted when one talks elsewhere: until then all of the room is.
std::uint64_t Hub::talk_in(Client& client, Room& room) {
    if (client.current == &room) return 0;
    if (client.current != nullptr)
        client.membership(*client.current)->seen = static_cast<std::uint32_t>(client.current->last_id());
    client.current = &room;
    tell_settings(client);
    return client.membership(room)->unread(room.last_id());
}

void Hub::tell_switched(const Client& client, std::uint64_t unread, Now now) {
    const bool shown = client.view.interactive && unread > 0;
    const std::string count = shown ? sentence(" (", unread, " unread)") : "";
    tell(client, sentence("now talking in #", client.current->name().text, count), now);
}

}  // namespace confab
