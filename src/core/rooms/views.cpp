#include "confab/core/rooms/views.hpp"

#include "confab/core/rooms/room.hpp"

namespace confab {

void Views::change(User& user, View view) { change(user, user.connection, view); }

void Views::change(User& user, Connection& connection, View view) {
    if (!connection.chose_quiet) view.quiet = view.interactive && !view.structured ? Quiet::on : Quiet::off;
    if (view == connection.view) return;
    for (const Membership& membership : user.rooms) {
        std::size_t& quiet = membership.room->quiet_members;
        if (connection.view.quiet == Quiet::on) --quiet;
        if (view.quiet == Quiet::on) ++quiet;
    }
    connection.view = view;
    events_.change_view(connection.id, view);
}

void Views::set_interactive(User& user, bool on) {
    if (user.connection.view.interactive == on) return;
    View view = user.connection.view;
    view.interactive = on;
    change(user, view);
    tell_settings(user, user.connection);
}

void Views::count_rooms(User& user) {
    user.for_each_connection([&](Connection& each) {
        View view = each.view;
        view.several_rooms = user.rooms.size() > 1;
        change(user, each, view);
    });
}

// The messages seen in a room are noted when the user talks elsewhere: until then all of the room is seen.
std::uint64_t Views::set_current(User& user, Room& room) {
    if (user.connection.current == &room) return 0;
    if (user.connection.current != nullptr)
        user.membership(*user.connection.current)->seen =
            static_cast<std::uint32_t>(user.connection.current->last_id());
    user.connection.current = &room;
    tell_settings(user, user.connection);
    return user.membership(room)->unread(room.last_id());
}

void Views::set_first_current(User& user, Connection& other, Room& room) {
    other.current = &room;
    tell_settings(user, other);
}

void Views::tell_settings(const User& user) {
    user.for_each_connection([&](const Connection& each) { tell_settings(user, each); });
}

void Views::tell_settings(const User& user, const Connection& connection) {
    if (!connection.view.interactive) return;
    DisplayPreferences settings = connection.display();
    settings.name = user.name.text;
    if (user.rooms.size() > 1 && connection.current != nullptr)
        settings.room = connection.current->name().text;
    if (const User* last = user.extras ? users_.find(user.extras->writers.last) : nullptr) {
        settings.reply_to = last->name.text;
    }
    events_.display_preferences(connection.id, settings);
}

void Views::tell_repliers(const User& user) {
    if (!user.extras) return;
    for (const Confidants::Confidant& each : user.extras->confidants.all()) {
        const User* other = users_.find(each.who);
        if (other != nullptr && other->extras && other->extras->writers.last == user.id)
            tell_settings(*other);
    }
}

void Views::apply(User& user, const SavedSettings& settings) {
    user.connection.echo = settings.echo;
    View view = user.connection.view;
    view.timestamps = settings.timestamps;
    view.numbers = settings.numbers;
    user.connection.chose_quiet = settings.chose_quiet;
    if (settings.chose_quiet) view.quiet = settings.quiet;
    change(user, view);
    user.connection.set_display(settings.display);
    tell_settings(user);
    for (const Name& name : settings.ignores) {
        if (name.key != user.name.key) ignores_.add(user, name);
    }
}

}  // namespace confab
