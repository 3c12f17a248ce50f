#include "confab/core/rooms/views.hpp"

#include "confab/core/rooms/room.hpp"

namespace confab {

void Views::change(Client& client, View view) {
    if (!client.chose_quiet) view.quiet = view.interactive && !view.structured ? Quiet::on : Quiet::off;
    if (view == client.view) return;
    for (const Membership& membership : client.rooms) {
        std::size_t& quiet = membership.room->quiet_members;
        if (client.view.quiet == Quiet::on) --quiet;
        if (view.quiet == Quiet::on) ++quiet;
    }
    client.view = view;
    events_.change_view(client.id, view);
}

void Views::set_interactive(Client& client, bool on) {
    if (client.view.interactive == on) return;
    View view = client.view;
    view.interactive = on;
    change(client, view);
    tell_settings(client);
}

void Views::count_rooms(Client& client) {
    View view = client.view;
    view.several_rooms = client.rooms.size() > 1;
    change(client, view);
}

// The messages seen in a room are noted when the client talks elsewhere: until then all of the room is seen.
std::uint64_t Views::set_current(Client& client, Room& room) {
    if (client.current == &room) return 0;
    if (client.current != nullptr)
        client.membership(*client.current)->seen = static_cast<std::uint32_t>(client.current->last_id());
    client.current = &room;
    tell_settings(client);
    return client.membership(room)->unread(room.last_id());
}

void Views::tell_settings(const Client& client) {
    if (!client.view.interactive) return;
    DisplayPreferences settings = client.extras ? client.extras->display : DisplayPreferences{};
    settings.name = client.name.text;
    if (client.rooms.size() > 1 && client.current != nullptr) settings.room = client.current->name().text;
    if (const Client* last = client.extras ? users_.find(client.extras->writers.last) : nullptr) {
        settings.reply_to = last->name.text;
    }
    events_.display_preferences(client.id, settings);
}

void Views::tell_repliers(const Client& client) {
    if (!client.extras) return;
    for (const Confidants::Confidant& each : client.extras->confidants.all()) {
        const Client* other = users_.find(each.who);
        if (other != nullptr && other->extras && other->extras->writers.last == client.id)
            tell_settings(*other);
    }
}

void Views::apply(Client& client, const SavedSettings& settings) {
    client.echo = settings.echo;
    View view = client.view;
    view.timestamps = settings.timestamps;
    client.chose_quiet = settings.chose_quiet;
    if (settings.chose_quiet) view.quiet = settings.quiet;
    change(client, view);
    if (client.extras || !(settings.display == DisplayPreferences{})) {
        client.more().display = settings.display;
        tell_settings(client);
    }
    for (const Name& name : settings.ignores) {
        if (name.key != client.name.key) ignores_.add(client, name);
    }
}

}  // namespace confab
