#include "confab/core/login/seats.hpp"

#include <algorithm>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

std::string dashed(std::string_view code) {
    constexpr std::size_t half = Seats::code_length / 2;
    return sentence(code.substr(0, half), "-", code.substr(half));
}

std::uint64_t code_number(std::string_view text) {
    std::uint64_t code = 0;
    for (std::size_t i = text.size(); i > 0; --i) {
        code = code * Seats::letters.size() + Seats::letters.find(text[i - 1]) % Seats::letters.size();
    }
    return code;
}

// What was said to `client` then or later is not known to have arrived. Both clocks are rounded down.
WallTime seen_until(const Client& client, Arrived arrived, Now now) {
    const MonoTime until = arrived ? arrived->before : client.last_active;
    return now.wall - (now.mono - std::min(until, now.mono)) - Milliseconds{1};
}

bool is_old(WallTime left, Now now) { return left < now.wall - Seats::kept; }

// As it is kept: lower case, without dashes. What is no code stays none.
std::string normal(std::string_view typed) {
    std::string code = ascii_lower(excerpt(typed, 2 * Seats::code_length));
    std::erase(code, '-');
    return code;
}

}  // namespace

void Seats::load(std::vector<GuestSeat> seats) {
    // Who was there when a crash came had been shown everything there is.
    for (GuestSeat& guest : seats) {
        if (guest.left != WallTime{}) continue;
        for (Seat& seat : guest.seats) {
            const Room* room = hub_.rooms().find_by_key(seat.room.key);
            if (room == nullptr) continue;
            seat.seen = room->last_id();
            const MessageRing& history = room->history;
            if (history.size() > 0) guest.left = std::max(guest.left, history.at(history.size() - 1).time);
        }
    }
    for (GuestSeat& seat : seats) keep({std::move(seat), {}});
}

void Seats::arrived(Client& client) {
    const auto& random = hub_.random();
    constexpr std::uint64_t bits = (std::uint64_t{1} << (5 * code_length)) - 1;
    if (random && hub_.settings().max_seats > 0) client.code = random() & bits;
}

std::string Seats::code_of(const Client& client) {
    return client.code == 0 ? std::string() : dashed(code_text(client.code));
}

bool Seats::keeps(std::uint64_t code) const { return seats_.contains(code_text(code)); }

std::vector<Seat> Seats::seats_of(const Client& client) {
    std::vector<Seat> seats;
    for (const Membership& each : client.rooms) {
        if (each.room != client.current) seats.push_back({each.room->name(), each.room->last_id()});
    }
    seats.push_back({client.current->name(), client.current->last_id()});
    return seats;
}

// The newest first, until what is missing has been found.
std::vector<Seat> Seats::seats_of(const Client& client, Arrived arrived, Now now) const {
    std::vector<Seat> seats = seats_of(client);
    if (arrived == all_arrived) return seats;
    std::vector<std::pair<const Message*, Seat*>> later;
    const WallTime last = seen_until(client, arrived, now);
    for (Seat& seat : seats) {
        const auto membership =
            std::find_if(client.rooms.begin(), client.rooms.end(),
                         [&](const Membership& each) { return each.room->name().key == seat.room.key; });
        // What was said before it came was not said to it. `last` is by the other clock, or a little early to
        // be on the safe side: what it said itself it had seen.
        const std::uint64_t before = seat.seen - membership->unread(seat.seen);
        const auto unseen = [&](const Message& said) {
            return said.id > before && said.time >= last && said.from != client.name.text;
        };
        const MessageRing& history = membership->room->history;
        for (std::size_t i = history.size(); i > 0 && unseen(history.at(i - 1)); --i) {
            later.emplace_back(&history.at(i - 1), &seat);
        }
    }
    std::stable_sort(later.begin(), later.end(),
                     [](const auto& a, const auto& b) { return a.first->time > b.first->time; });
    const std::uint64_t missing = arrived.value_or(Reached{}).missing;
    std::uint64_t found = 0;
    for (const auto& [said, seat] : later) {
        if (found >= missing) break;
        seat->seen = std::min(seat->seen, said->id - 1);
        found += least_bytes(client, *said, seat->room.text);
    }
    return seats;
}

// Of what the client was sent: an upper bound would take lines for seen that are not.
std::size_t Seats::least_bytes(const Client& client, const Message& said, std::string_view room) const {
    if (client.view.interactive) return 0;  // what scrolls by unseen is not painted
    const bool ignores = client.extras && !client.extras->ignores.empty();
    if (ignores && hub_.ignores().ignores(client, hub_.names().key_of(said.from))) return 0;
    std::size_t bytes = said.from.size() + said.text.size() + std::string_view(": \n").size();
    if (client.view.structured) return bytes;
    if (client.view.timestamps) bytes += std::string_view("14:02 ").size();
    if (client.view.several_rooms) bytes += room.size() + std::string_view("# ").size();
    return bytes;
}

void Seats::measure(Client& client, const Client& ghost, std::function<void(Client&, const Ghost&, Now)> then,
                    Now now) {
    const auto answered = [found = Ghost{ghost.id, seats_of(ghost), {}}, then = std::move(then)](
                              Client& who, const Answer& answer, Now later) mutable {
        if (const auto* arrived = std::get_if<Arrived>(&answer)) found.arrived = *arrived;
        then(who, found, later);
    };
    const ClientId who = ghost.id;
    hub_.audience().measure(who, hub_.await(client, answered, now));
}

// What it was told after it had been asked, nobody knows of.
Seats::Place Seats::place_of(const Client& ghost, const Ghost& found, Now now) const {
    Place place{seats_of(ghost, found.arrived, now), seen_until(ghost, found.arrived, now)};
    for (Seat& seat : place.seats) {
        for (const Seat& told : found.told) {
            if (told.room.key == seat.room.key) seat.seen = std::min(seat.seen, told.seen);
        }
    }
    return place;
}

Client* Seats::find_ghost(const std::string& code) {
    Client* ghost = nullptr;
    hub_.registry().for_each([&](Client& other) {
        if (other.code != 0 && other.account == nullptr && code_text(other.code) == code) ghost = &other;
    });
    return ghost;
}

void Seats::resume(Client& client, std::string_view typed, Now now) {
    if (client.account != nullptr) {
        return hub_.tell_error(client, "you are logged in: your places come back with your name", now);
    }
    const std::string code = normal(typed);
    forget_old(now);
    const Client* ghost = find_ghost(code);
    if (ghost == nullptr) return resumed(client, code, {}, now);
    if (ghost == &client) return hub_.tell_error(client, "that is the code of this connection", now);
    const auto then = [this, code](Client& who, const Ghost& found, Now later) {
        resumed(who, code, found, later);
    };
    measure(client, *ghost, then, now);
}

// The ghost may have gone while it was measured, or somebody else has come back with the same code.
void Seats::resumed(Client& client, const std::string& code, const Ghost& measured, Now now) {
    if (Client* ghost = find_ghost(code)) {
        const Name name = ghost->name;
        hub_.moderation().came_back(ghost->id, client.id);
        Place place = place_of(*ghost, measured, now);
        hub_.take_over(*ghost, client, now);
        client.more().came_back_with = dashed(code);
        take_name(client, name, now);
        return come_back(client, std::move(place.seats), place.left, true, now, code_number(code));
    }
    const auto stored = seats_.find(code);
    if (stored == seats_.end() || is_old(stored->second.seat.left, now)) {
        return hub_.tell_error(
            client, "nothing is known of that code: it may be mistyped, used, or older than a day", now);
    }
    if (const std::string why = hub_.moderation().refuses_return(client, stored->second.seat.was, now);
        !why.empty()) {
        return hub_.tell_error(client, why, now);
    }
    std::optional<Kept> found = take(code);
    if (found->seat.was) hub_.moderation().came_back(found->seat.was, client.id);
    hub_.log().remove_seat(code);
    client.more().came_back_with = dashed(code);
    take_name(client, found->seat.name, now);
    settle(client, *found, now);
    come_back(client, std::move(found->seat.seats), found->seat.left, false, now, code_number(code));
}

void Seats::take_name(Client& client, const Name& name, Now now) {
    if (name.key == client.name.key) return;
    const bool free = !hub_.registry().holds(name.key) && hub_.logins().refuses_name(client, name).empty() &&
                      hub_.moderation().refuses_name(client, name, now).empty();
    if (free) return hub_.rename(client, name, now);
    hub_.tell(client, sentence("the name ", name.text, " is taken, you stay ", client.name.text), now);
}

void Seats::come_back(Client& client, std::vector<Seat> seats, WallTime left, bool quietly, Now now,
                      std::uint64_t code) {
    go_on(client, std::make_shared<Return>(Return{std::move(seats), left, quietly, code}), now);
}

// Room by room: what was missed in one may have to be asked for before the next.
void Seats::go_on(Client& client, std::shared_ptr<Return> back, Now now) {
    if (back->next == back->seats.size()) {
        if (back->seats.empty()) return;
        Room* last = hub_.doors().room_of_seat(back->seats.back().room.key);
        if (last != nullptr && client.membership(*last) != nullptr) hub_.talk(client, *last);
        leave_the_lobby(client, *back, now);
        hub_.tell(client,
                  sentence("you are back as ", client.name.text, " in #", client.current->name().text), now);
        if (client.extras && client.extras->away)
            hub_.tell(client, "you are still away, /back ends that", now);
        return;
    }
    const Seat& seat = back->seats[back->next++];
    Room* room = hub_.doors().room_of_seat(seat.room.key);
    if (room == nullptr) {
        if (may_make(client, seat.room, now)) hub_.join(client, seat.room, {}, now);
        return go_on(client, std::move(back), now);
    }
    // What was said after it has come it has seen.
    const Membership* here = client.membership(*room);
    const std::uint64_t shown = here == nullptr ? 0 : here->unread(room->last_id());
    if (!hub_.return_to(client, *room, back->quietly, now)) return go_on(client, std::move(back), now);
    hub_.doors().came_back(client, *room, back->code, now);
    hub_.archive().missed(client, *room, {seat.seen, room->last_id() - shown, back->left}, now,
                          [this, back](Client& who, Now later) { go_on(who, back, later); });
}

// A room that is gone is made again, but not in the place of one that was private, and nothing is said where
// that is not possible.
bool Seats::may_make(Client& client, const Name& room, Now now) const {
    return room.key == hub_.names().key_of(room.text) && client.rooms.size() < hub_.settings().max_joined &&
           hub_.moderation().refuses_entry(client, room, now).empty() &&
           hub_.doors().refuses_entry(client, room, nullptr, {}, now).empty();
}

// Everyone begins there, also who had left it.
void Seats::leave_the_lobby(Client& client, const Return& back, Now now) {
    Room& lobby = hub_.rooms().lobby();
    const bool was_there = std::any_of(back.seats.begin(), back.seats.end(),
                                       [&](const Seat& seat) { return seat.room.key == lobby.name().key; });
    if (was_there || client.rooms.size() < 2 || client.membership(lobby) == nullptr) return;
    hub_.leave(client, lobby, now);
}

}  // namespace confab
