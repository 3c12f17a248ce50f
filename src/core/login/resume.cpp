#include "confab/core/login/resume.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/sanction_reply.hpp"
#include "confab/core/rooms/seats.hpp"
#include "confab/core/users/client_clock.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab {

void Resume::load(std::vector<GuestSeat> seats) {
    complete_guest_seats(seats, rooms_);
    for (GuestSeat& seat : seats) tokens_.keep({std::move(seat), {}});
}

void Resume::issue_code(Client& client) {
    constexpr std::uint64_t bits = (std::uint64_t{1} << (5 * resume_code_length)) - 1;
    if (random_ && settings_.max_seats > 0) client.code = random_() & bits;
}

// The connection of a guest with that code, if it is still there.
Client* Resume::find_ghost(const std::string& code) {
    Client* ghost = nullptr;
    users_.for_each([&](Client& other) {
        if (other.code == 0 || other.account != nullptr) return;
        if (resume_code_text(other.code) == code) ghost = &other;
    });
    return ghost;
}

void Resume::resume(Client& client, std::string_view typed, Now now) {
    if (client.account != nullptr) {
        return replies_.refuse(client, {Code::resume_logged_in}, now);
    }
    const std::string code = typed_resume_code(typed);
    tokens_.forget_old(now);
    const Client* ghost = find_ghost(code);
    if (ghost == nullptr) return resumed(client, code, {}, now);
    if (ghost == &client) return replies_.refuse(client, {Code::resume_own_code}, now);
    measure(client, *ghost, code, now);
}

void Resume::measure(Client& client, const Client& ghost, std::variant<std::string, AccountId> proof,
                     Now now) {
    const ClientId who = ghost.id;
    MeasureGhost request{{who, seats_of(ghost), {}}, std::move(proof)};
    events_.measure(who, pending_.await(client.id, std::move(request), now.mono));
}

// The ghost may have gone while it was measured, or somebody else has come back with the same code.
void Resume::resumed(Client& client, const std::string& code, const Ghost& measured, Now now) {
    Client* ghost = find_ghost(code);
    if (ghost == nullptr) return resume_token(client, code, now);
    DeliveredSeats::Place place = seats_.left_by(*ghost, measured, now);
    GuestSeat seat = guest_seats_.of(*ghost);
    seat.seats = place.seats;
    seat.left = place.left;
    sanctions_.follow(ghost->id, client.id);
    departure_.take_over(*ghost, client, now);
    move_seat(client, code, seat);
    take_name(client, seat.name, now);
    go_on(client, {std::move(place.seats), place.left, true, resume_code_number(code)}, now);
}

void Resume::resume_token(Client& client, const std::string& code, Now now) {
    const ResumeTokens::Token* stored = tokens_.find(code, now);
    if (stored == nullptr) {
        return replies_.refuse(client, {Code::resume_code_unknown}, now);
    }
    if (const Sanction* ban = check_.ban_of_seat(stored->seat, now)) {
        return replies_.refuse(client, sanctioned({Code::you_are_banned}, *ban, rooms_, clock_of(client)),
                               now);
    }
    ResumeTokens::Token token = *tokens_.take(code);
    for (const std::uint64_t id : token.seat.sanctions) sanctions_.hold(id, client.id);
    move_seat(client, code, token.seat);
    take_name(client, token.seat.name, now);
    settle(client, token, now);
    go_on(client, {std::move(token.seat.seats), token.seat.left, false, resume_code_number(code)}, now);
}

// The place has the client's own code from now on, at once: a crash loses it under neither.
void Resume::move_seat(Client& client, const std::string& code, GuestSeat seat) {
    client.more().came_back_with = shown_resume_code(code);
    log_.remove_seat(code);
    if (client.code == 0 || !log_.lasts()) return;
    seat.code = resume_code_text(client.code);
    seat.source = source_of(client.address).text();
    log_.save(seat);
}

// A mute of the name holds the client as well, so there is no reason to lose it.
void Resume::take_name(Client& client, const Name& name, Now now) {
    if (name.key == client.name.key) return;
    if (check_.ban_of_name(name.key, now) != nullptr) {
        return replies_.tell(client, {Code::resume_name_banned, name.text, client.name.text}, now);
    }
    if (naming_.is_free_for(client, name)) return naming_.rename(client, name, now);
    replies_.tell(client, {Code::resume_name_taken, name.text, client.name.text}, now);
}

// Before what was missed is shown, so that it is seen in that way.
void Resume::settle(Client& client, const ResumeTokens::Token& token, Now now) {
    views_.apply(client, token.seat.settings);
    for (const ClientId id : token.ignored) {
        const Client* other = users_.find(id);
        if (other != nullptr && other != &client) ignores_.add(client, other->name);
    }
    if (!token.seat.away) return;
    client.more().away = true;
    // The away text of a client that may say nothing must not come back with it.
    client.more().away_text = access_.can_talk(client, now) ? std::string() : token.seat.away_text;
}

}  // namespace confab
