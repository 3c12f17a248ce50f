#include "confab/core/login/attachment.hpp"

#include <algorithm>
#include <utility>

namespace confab {

// The last id of each room when the guest came, who saw what was said since.
Attachment::Came Attachment::came_of(const User& guest) {
    Came came;
    for (const Membership& each : guest.rooms) {
        const std::uint64_t last = each.room->last_id();
        came[each.room->name().key] = last - each.unread(last);
    }
    return came;
}

Refusal Attachment::can_attach(const User& person) const {
    if (person.connections() < settings_.max_connections) return {};
    return {Code::connections_full, settings_.max_connections};
}

void Attachment::attach(User& guest, User& person, const Ghost& found, const Reply& told, Now now) {
    const ClientId id = guest.connection.id;
    const DeliveredSeats::Place place = seats_.left_by(person, found, now);
    const Came came = came_of(guest);
    departure_.give_away(guest, now);
    replies_.tell(person, {Code::connection_added, guest.connection.address.text()}, now);
    users_.move_connection(guest, person);
    ignores_.connection_added(person, id);

    const ClientId before = person.connection.id;
    person.act_on(id);
    const Replies::Acting acting(replies_, person.id);
    enter_rooms(person, *person.find_connection(before));
    if (told.code != Code::none) replies_.tell(person, told, now);
    show_missed(person, place, came, now);
}

// The person may have gone while it was measured what has arrived.
void Attachment::resume(User& guest, const std::string& code, const Ghost& found, Now now) {
    User* person = resume_.find_ghost(code);
    if (person == nullptr || person == &guest) return resume_.come_back(guest, code, now);
    if (const Refusal why = can_attach(*person)) return replies_.refuse(guest, why, now);
    const std::uint64_t fresh = guest.others ? person->code : guest.code;
    attach(guest, *person, found, {}, now);
    person->code = fresh;
    resume_.move_seat(*person, code, guest_seats_.of(*person));
}

// The account has how things are seen, which is as on the connection that was used last.
void Attachment::enter_rooms(User& person, const Connection& before) {
    Connection& added = person.connection;
    const bool entered = person.rooms.empty() && person.needs_room();
    added.current = nullptr;  // that of the guest
    if (entered) memberships_.enter(person, rooms_.lobby());
    for (const Membership& membership : person.rooms) {
        if (entered) break;
        events_.enter(added.id, membership.room->id());
        if (added.view.quiet == Quiet::on) ++membership.room->quiet_members;
    }
    if (!entered) added.current = before.current;
    added.echo = before.echo;
    added.chose_quiet = before.chose_quiet;
    added.set_display(before.display());
    View view = added.view;
    view.timestamps = before.view.timestamps;
    view.numbers = before.view.numbers;
    view.several_rooms = person.rooms.size() > 1;
    if (before.chose_quiet) view.quiet = before.view.quiet;
    views_.change(person, view);
    views_.tell_settings(person);
}

// What has reached no connection; if all did, what a room shows on joining.
void Attachment::show_missed(User& person, const DeliveredSeats::Place& place, const Came& came, Now now) {
    ResumeProgress progress{.seats = place.seats, .left = place.left};
    bool missed = false;
    for (const Seat& seat : progress.seats) {
        const auto room = std::find_if(person.rooms.begin(), person.rooms.end(), [&](const Membership& each) {
            return each.room->name().key == seat.room.key;
        });
        const auto seen = came.find(seat.room.key);
        const std::uint64_t last = room == person.rooms.end() ? 0 : room->room->last_id();
        progress.up_to.push_back(seen == came.end() ? last : std::min(last, seen->second));
        missed = missed || progress.up_to.back() > seat.seen;
    }
    const bool talks = person.connection.current != nullptr;
    if (!missed && talks) replay_.on_joining(person, *person.connection.current, now);
    resume_.go_on(person, std::move(progress), now);
}

}  // namespace confab
