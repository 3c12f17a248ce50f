#include "confab/core/rooms/presence.hpp"

#include <algorithm>
#include <utility>

namespace confab {

namespace {

constexpr std::size_t few_arrivals = 1024;  // not worth clearing

Run::Change change_of(const User& user, bool joined, MonoTime came, Now now) {
    return {user.id, user.name.key, user.name.text, user.guest_number != 0, joined, came, now.mono};
}

}  // namespace

void Presence::arrived(User& user, Now now) {
    if (settings_.announce_after <= Milliseconds{0}) return announce(user, now);
    if (arrivals_.size() > 2 * users_.size() + few_arrivals) forget_the_gone();
    arrivals_.push_back({now.mono + settings_.announce_after, user.id});
    std::push_heap(arrivals_.begin(), arrivals_.end());
}

bool Presence::stayed(const User& user, Now now) const {
    return now.mono - user.connection.since >= settings_.announce_after;
}

// A user that spoke in a room was seen there already; they are not announced after the fact.
void Presence::announce(User& user, Now now) {
    for (Membership& membership : user.rooms) {
        if (membership.announced || membership.spoke || membership.unseen) continue;
        membership.announced = true;
        leave_out(user);
        leave_out_own(user);  // it knows, from its greeting
        tell_joined(user, *membership.room, user.connection.since, now);
    }
}

// The one who walks is told whatever the view.
void Presence::walked_in(User& user, Room& room, Now now) {
    user.membership(room)->announced = true;
    replies_.tell_everywhere(user, {.type = EventType::joined,
                                    .registered = user.account != nullptr,
                                    .time = now.wall,
                                    .room = room.name().text,
                                    .from = user.name.text});
    if (user.membership(room)->unseen) return;
    leave_out(user);
    leave_out_own(user);
    tell_joined(user, room, now.mono, now);
}

void Presence::walked_out(User& user, const Membership& was, std::string_view reason, Now now) {
    if (reason.empty()) {
        leave_out(user);
        if (!was.unseen) tell_left(user, was, {}, Leaving::walked_out, now);
    } else {
        put_out(user, was, reason, now);
    }
    replies_.tell_everywhere(user, {.type = EventType::left,
                                    .leaving = reason.empty() ? Leaving::walked_out : Leaving::put_out,
                                    .time = now.wall,
                                    .room = was.room->name().text,
                                    .from = user.name.text});
}

void Presence::gone(const User& user, const Membership& was, std::string_view reason, Now now) {
    if (was.unseen) return;
    leave_out(user);
    tell_left(user, was, reason, Leaving::gone, now);
}

void Presence::put_out(const User& user, const Membership& was, std::string_view reason, Now now) {
    Room& room = *was.room;
    if (room.run) room.run->take_back(user.id);
    if (was.unseen) return put_out_unseen(room, reason, now);
    events_.tell_room(room.id(),
                      {.type = EventType::left,
                       .leaving = Leaving::put_out,
                       .time = now.wall,
                       .room = room.name().text,
                       .from = user.name.text,
                       .text = reason},
                      {});
}

// The room has not been told the user's name, which may hold what the user may not say.
void Presence::put_out_unseen(const Room& room, std::string_view reason, Now now) {
    const std::string& name = room.name().text;
    replies_.tell_room(room.id(), name, {Code::someone_left, name, reason}, now);
}

void Presence::renamed_unseen(const User& user, Membership& where, Now now) {
    const bool was_seen = !where.unseen && (where.announced || where.spoke);
    where.unseen = true;
    if (!was_seen) return;
    leave_out(user);
    leave_out_own(user);
    const Room& room = *where.room;
    if (room.run) room.run->take_back(user.id);  // its sum would tell the name that they have then
    const std::string& name = room.name().text;
    replies_.tell_room(room.id(), name, {Code::person_renamed, user.name.text, name}, now, except_);
}

void Presence::renamed(User& user, std::string_view before, Now now) {
    const Event event{.type = EventType::renamed, .time = now.wall, .from = before, .to = user.name.text};
    replies_.tell_everywhere(user, event);

    leave_out(user);
    leave_out_own(user);
    for (const Membership& membership : user.rooms) {
        if (membership.unseen || (!membership.announced && !membership.spoke)) continue;
        const Room& room = *membership.room;
        events_.tell_room(room.id(), event, except_);
        if (&membership != &user.rooms.back()) {
            // Members of this room that share a further one with the user have now been told.
            for (const User* member : room.members()) leave_out_own(*member);
        }
    }
}

// A user that goes early stays in the heap until their arrival would have been due. A storm of connections
// with a long announce-after must not make it grow, so it is cleared when most of it is gone.
void Presence::forget_the_gone() {
    std::erase_if(arrivals_, [this](const Arrival& arrival) { return users_.find(arrival.who) == nullptr; });
    std::make_heap(arrivals_.begin(), arrivals_.end());
}

void Presence::tick(Now now) {
    while (!arrivals_.empty() && arrivals_.front().due <= now.mono) {
        User* user = users_.find(arrivals_.front().who);
        std::pop_heap(arrivals_.begin(), arrivals_.end());
        arrivals_.pop_back();
        if (user != nullptr) announce(*user, now);
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

void Presence::tell_joined(const User& user, Room& room, MonoTime came, Now now) {
    const Event event{.type = EventType::joined,
                      .registered = user.account != nullptr,
                      .time = now.wall,
                      .room = room.name().text,
                      .from = user.name.text};
    const bool seen = quiet_see(user, room, change_of(user, true, came, now), now);
    tell_change(room, event, &Comings::joined, seen, now);
}

void Presence::tell_left(const User& user, const Membership& was, std::string_view reason, Leaving leaving,
                         Now now) {
    Room& room = *was.room;
    const Event event{.type = EventType::left,
                      .leaving = leaving,
                      .time = now.wall,
                      .room = room.name().text,
                      .from = user.name.text,
                      .text = reason};
    const bool came_too = room.run && room.run->take_back(user.id);
    const bool missed = !came_too && spoke_lately(was, now.mono);
    const bool seen = missed && quiet_see(user, room, change_of(user, false, {}, now), now);
    tell_change(room, event, &Comings::left, seen, now);
    if (!missed) tell_confidants(user, room, event, now);
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

void Presence::leave_out_own(const User& user) {
    user.for_each_connection([this](const Connection& each) { except_.push_back(each.id); });
}

// Those who ignore someone do not see them come and go either.
void Presence::leave_out(const User& user) {
    except_.clear();
    ignores_.collect(user.name.key, except_);
}

}  // namespace confab
