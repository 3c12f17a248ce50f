#include "confab/core/presence.hpp"

#include <algorithm>
#include <utility>

#include "text.hpp"

namespace confab {

namespace {

constexpr Milliseconds summary_interval{1000};
constexpr std::size_t few_arrivals = 1024;  // not worth clearing

}  // namespace

void Presence::arrived(Client& client, Now now) {
    if (settings_.announce_after <= Milliseconds{0}) return announce(client, now);
    if (arrivals_.size() > 2 * registry_.size() + few_arrivals) forget_the_gone();
    arrivals_.push_back({now.mono + settings_.announce_after, client.id});
    std::push_heap(arrivals_.begin(), arrivals_.end());
}

bool Presence::stayed(const Client& client, Now now) const {
    return now.mono - client.connected_at >= settings_.announce_after;
}

// A client that spoke in a room was seen there already; it is not announced after the fact.
void Presence::announce(Client& client, Now now) {
    for (Membership& membership : client.rooms) {
        if (membership.announced || membership.spoke) continue;
        membership.announced = true;
        leave_out(client);
        except_.push_back(client.id);  // it knows, from its greeting
        tell_joined(client, *membership.room, now);
    }
}

void Presence::walked_in(Client& client, Room& room, Now now) {
    client.membership(room)->announced = true;
    leave_out(client);
    tell_joined(client, room, now);
    if (room.large()) {
        audience_.tell(client.id, {.type = EventType::joined,
                                   .time = now.wall,
                                   .room = room.name().text,
                                   .from = client.name.text});
    }
}

void Presence::walked_out(Client& client, Room& room, Now now) {
    gone(client, room, {}, now);
    audience_.tell(
        client.id,
        {.type = EventType::left, .time = now.wall, .room = room.name().text, .from = client.name.text});
}

void Presence::gone(const Client& client, Room& room, std::string_view reason, Now now) {
    leave_out(client);
    tell_left(client, room, reason, now);
}

void Presence::renamed(Client& client, std::string_view before, Now now) {
    const Event event{.type = EventType::renamed, .time = now.wall, .from = before, .to = client.name.text};
    audience_.tell(client.id, event);

    leave_out(client);
    except_.push_back(client.id);
    for (const Membership& membership : client.rooms) {
        if (!membership.announced && !membership.spoke) continue;
        const Room& room = *membership.room;
        audience_.tell_room(room.id(), event, except_);
        if (&membership != &client.rooms.back()) {
            // Whoever shares a further room with this client has now been told.
            for (const Client* member : room.members()) except_.push_back(member->id);
        }
    }
}

// Whoever goes early stays in the heap until they would have been due. A storm of connections with
// a long announce-after must not make it grow, so it is cleared when most of it is gone.
void Presence::forget_the_gone() {
    std::erase_if(arrivals_,
                  [this](const Arrival& arrival) { return registry_.find(arrival.who) == nullptr; });
    std::make_heap(arrivals_.begin(), arrivals_.end());
}

void Presence::tick(Now now) {
    while (!arrivals_.empty() && arrivals_.front().due <= now.mono) {
        Client* client = registry_.find(arrivals_.front().who);
        std::pop_heap(arrivals_.begin(), arrivals_.end());
        arrivals_.pop_back();
        if (client != nullptr) announce(*client, now);
    }
    if (arrivals_.empty()) std::vector<Arrival>().swap(arrivals_);
    while (!to_sum_up_.empty() && to_sum_up_.begin()->first <= now.mono) {
        Room* room = rooms_.find(to_sum_up_.extract(to_sum_up_.begin()).value().second);
        if (room != nullptr) tell_sum(*room, now);
    }
}

std::optional<MonoTime> Presence::deadline() const {
    std::optional<MonoTime> first;
    if (!arrivals_.empty()) first = arrivals_.front().due;
    if (!to_sum_up_.empty()) first = std::min(first.value_or(MonoTime::max()), to_sum_up_.begin()->first);
    return first;
}

void Presence::tell_joined(const Client& client, Room& room, Now now) {
    if (room.large()) return sum_up(room, &Comings::joined, now);
    audience_.tell_room(
        room.id(),
        {.type = EventType::joined, .time = now.wall, .room = room.name().text, .from = client.name.text},
        except_);
}

void Presence::tell_left(const Client& client, Room& room, std::string_view reason, Now now) {
    if (room.large()) return sum_up(room, &Comings::left, now);
    audience_.tell_room(room.id(),
                        {.type = EventType::left,
                         .time = now.wall,
                         .room = room.name().text,
                         .from = client.name.text,
                         .text = reason},
                        except_);
}

void Presence::sum_up(Room& room, std::uint32_t Comings::*counter, Now now) {
    if (room.comings.empty()) {
        room.comings.due = now.mono + summary_interval;
        to_sum_up_.emplace(room.comings.due, room.id());
    }
    ++(room.comings.*counter);
}

void Presence::tell_sum(Room& room, Now now) {
    const Comings sum = std::exchange(room.comings, {});
    const std::string text = sentence(sum.joined, " joined, ", sum.left, " left #", room.name().text, " (",
                                      room.members().size(), " here)");
    audience_.tell_room(
        room.id(), {.type = EventType::notice, .time = now.wall, .room = room.name().text, .text = text}, {});
}

// Those who ignore someone do not see them come and go either.
void Presence::leave_out(const Client& client) {
    except_.clear();
    ignores_.collect(client.name.key, except_);
}

}  // namespace confab
