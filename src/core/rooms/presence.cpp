#include "confab/core/rooms/presence.hpp"

#include <algorithm>
#include <utility>

namespace confab {

namespace {

constexpr std::size_t few_arrivals = 1024;  // not worth clearing

Run::Change change_of(const Client& client, bool joined, MonoTime came, Now now) {
    return {client.id, client.name.key, client.name.text, client.guest_number != 0, joined, came, now.mono};
}

}  // namespace

void Presence::arrived(Client& client, Now now) {
    if (settings_.announce_after <= Milliseconds{0}) return announce(client, now);
    if (arrivals_.size() > 2 * users_.size() + few_arrivals) forget_the_gone();
    arrivals_.push_back({now.mono + settings_.announce_after, client.id});
    std::push_heap(arrivals_.begin(), arrivals_.end());
}

bool Presence::stayed(const Client& client, Now now) const {
    return now.mono - client.connected_at >= settings_.announce_after;
}

// A client that spoke in a room was seen there already; it is not announced after the fact.
void Presence::announce(Client& client, Now now) {
    for (Membership& membership : client.rooms) {
        if (membership.announced || membership.spoke || membership.unseen) continue;
        membership.announced = true;
        leave_out(client);
        except_.push_back(client.id);  // it knows, from its greeting
        tell_joined(client, *membership.room, client.connected_at, now);
    }
}

// The one who walks is told whatever the view.
void Presence::walked_in(Client& client, Room& room, Now now) {
    client.membership(room)->announced = true;
    events_.tell(
        client.id,
        {.type = EventType::joined, .time = now.wall, .room = room.name().text, .from = client.name.text});
    if (client.membership(room)->unseen) return;
    leave_out(client);
    except_.push_back(client.id);
    tell_joined(client, room, now.mono, now);
}

void Presence::walked_out(Client& client, const Membership& was, std::string_view reason, Now now) {
    if (reason.empty()) {
        gone(client, was, {}, now);
    } else {
        put_out(client, was, reason, now);
    }
    events_.tell(
        client.id,
        {.type = EventType::left, .time = now.wall, .room = was.room->name().text, .from = client.name.text});
}

void Presence::gone(const Client& client, const Membership& was, std::string_view reason, Now now) {
    if (was.unseen) return;
    leave_out(client);
    tell_left(client, was, reason, now);
}

void Presence::put_out(const Client& client, const Membership& was, std::string_view reason, Now now) {
    Room& room = *was.room;
    if (room.run) room.run->take_back(client.id);
    if (was.unseen) return put_out_unseen(room, reason, now);
    events_.tell_room(room.id(),
                      {.type = EventType::left,
                       .time = now.wall,
                       .room = room.name().text,
                       .from = client.name.text,
                       .text = reason},
                      {});
}

// The room has not been told the client's name, which may hold what the client may not say.
void Presence::put_out_unseen(const Room& room, std::string_view reason, Now now) {
    const std::string& name = room.name().text;
    replies_.tell_room(room.id(), name, {Code::someone_left, name, reason}, now);
}

void Presence::renamed_unseen(const Client& client, Membership& where, Now now) {
    const bool was_seen = !where.unseen && (where.announced || where.spoke);
    where.unseen = true;
    if (!was_seen) return;
    leave_out(client);
    except_.push_back(client.id);
    const Room& room = *where.room;
    if (room.run) room.run->take_back(client.id);  // its sum would tell the name that the client has then
    const std::string& name = room.name().text;
    replies_.tell_room(room.id(), name, {Code::person_renamed, client.name.text, name}, now, except_);
}

void Presence::renamed(Client& client, std::string_view before, Now now) {
    const Event event{.type = EventType::renamed, .time = now.wall, .from = before, .to = client.name.text};
    events_.tell(client.id, event);

    leave_out(client);
    except_.push_back(client.id);
    for (const Membership& membership : client.rooms) {
        if (membership.unseen || (!membership.announced && !membership.spoke)) continue;
        const Room& room = *membership.room;
        events_.tell_room(room.id(), event, except_);
        if (&membership != &client.rooms.back()) {
            // Members of this room that share a further one with the client have now been told.
            for (const Client* member : room.members()) except_.push_back(member->id);
        }
    }
}

// A client that goes early stays in the heap until its arrival would have been due. A storm of connections
// with a long announce-after must not make it grow, so it is cleared when most of it is gone.
void Presence::forget_the_gone() {
    std::erase_if(arrivals_, [this](const Arrival& arrival) { return users_.find(arrival.who) == nullptr; });
    std::make_heap(arrivals_.begin(), arrivals_.end());
}

void Presence::tick(Now now) {
    while (!arrivals_.empty() && arrivals_.front().due <= now.mono) {
        Client* client = users_.find(arrivals_.front().who);
        std::pop_heap(arrivals_.begin(), arrivals_.end());
        arrivals_.pop_back();
        if (client != nullptr) announce(*client, now);
    }
    if (arrivals_.empty()) std::vector<Arrival>().swap(arrivals_);
    tell_due_sums(now);
}

std::optional<MonoTime> Presence::deadline() const {
    std::optional<MonoTime> first;
    if (!arrivals_.empty()) first = arrivals_.front().due;
    for (const auto* sums : {&to_sum_up_, &runs_}) {
        if (!sums->empty()) first = std::min(first.value_or(MonoTime::max()), sums->begin()->first);
    }
    return first;
}

void Presence::tell_joined(const Client& client, Room& room, MonoTime came, Now now) {
    const Event event{
        .type = EventType::joined, .time = now.wall, .room = room.name().text, .from = client.name.text};
    const bool seen = quiet_see(client, room, change_of(client, true, came, now), now);
    tell_change(room, event, &Comings::joined, seen, now);
}

void Presence::tell_left(const Client& client, const Membership& was, std::string_view reason, Now now) {
    Room& room = *was.room;
    const Event event{.type = EventType::left,
                      .time = now.wall,
                      .room = room.name().text,
                      .from = client.name.text,
                      .text = reason};
    const bool came_too = room.run && room.run->take_back(client.id);
    const bool missed = !came_too && spoke_lately(was, now.mono);
    const bool seen = missed && quiet_see(client, room, change_of(client, false, {}, now), now);
    tell_change(room, event, &Comings::left, seen, now);
    if (!missed) tell_confidants(client, room, event, now);
}

// One coming or going, to those who see each and, if `quiet_see_it`, to those who want few lines.
void Presence::tell_change(Room& room, Event event, std::uint32_t Comings::*counter, bool quiet_see_it,
                           Now now) {
    if (room.large()) {
        sum_up(room, counter, now);
        if (!quiet_see_it || room.quiet_members == 0) return;
        event.reach = Reach::only_on;
    } else {
        event.reach = quiet_see_it ? Reach::unless_all : Reach::only_off;
    }
    events_.tell_room(room.id(), event, except_);
}

// Those who ignore someone do not see them come and go either.
void Presence::leave_out(const Client& client) {
    except_.clear();
    ignores_.collect(client.name.key, except_);
}

}  // namespace confab
