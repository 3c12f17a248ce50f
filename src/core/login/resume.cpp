#include "confab/core/login/resume.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/sanction_reply.hpp"
#include "confab/core/rooms/seats.hpp"
#include "confab/core/users/resume_code.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

void Resume::load(std::vector<GuestSeat> seats) {
    complete_guest_seats(seats, rooms_);
    for (GuestSeat& seat : seats) tokens_.keep({std::move(seat), {}});
}

// The connection of a guest with that code, if it is still there.
User* Resume::find_ghost(const std::string& code) {
    User* ghost = nullptr;
    users_.for_each([&](User& other) {
        if (other.code == 0 || other.account != nullptr) return;
        if (resume_code_text(other.code) == code) ghost = &other;
    });
    return ghost;
}

void Resume::resume(User& user, std::string_view typed, Now now) {
    if (user.account != nullptr) {
        return replies_.refuse(user, {Code::resume_logged_in}, now);
    }
    const std::string code = typed_resume_code(typed);
    const User* ghost = find_ghost(code);
    if (ghost == nullptr) return measured(user, code, {}, now);
    if (ghost == &user) return replies_.refuse(user, {Code::resume_own_code}, now);
    measure(user, *ghost, code, now);
}

void Resume::measure(User& user, const User& ghost, std::variant<std::string, AccountId> proof, Now now) {
    const ClientId who = ghost.connection.id;
    MeasureGhost request{{who, seats_of(ghost), {}}, std::move(proof)};
    events_.measure(who, pending_.await(user.connection.id, std::move(request), now.mono));
}

void Resume::measured(const User& user, const std::string& code, const Ghost& found, Now now) {
    operations_.propose({now, operation::Resume{user.connection.id, code, found}});
}

void Resume::come_back(User& user, const std::string& code, Now now) {
    tokens_.forget_old(now);
    const ResumeTokens::Token* stored = tokens_.find(code, now);
    if (stored == nullptr) {
        return replies_.refuse(user, {Code::resume_code_unknown}, now);
    }
    if (const Sanction* ban = check_.ban_of_seat(stored->seat, now)) {
        return replies_.refuse(user, sanctioned({Code::you_are_banned}, *ban, rooms_, clock_of(user)), now);
    }
    ResumeTokens::Token token = *tokens_.take(code);
    for (const std::uint64_t id : token.seat.sanctions) sanctions_.hold(id, user.id);
    move_seat(user, code, token.seat);
    take_name(user, token.seat.name, now);
    settle(user, token, now);
    go_on(user, {std::move(token.seat.seats), token.seat.left, resume_code_number(code)}, now);
}

// The place has the user's own code from now on, at once: a crash loses it under neither.
void Resume::move_seat(User& user, const std::string& code, GuestSeat seat) {
    user.connection.more().came_back_with = shown_resume_code(code);
    log_.remove_seat(code);
    if (user.code == 0 || !log_.lasts()) return;
    seat.code = resume_code_text(user.code);
    seat.source = guest_seats_.source(user);
    log_.save(seat);
}

// A mute of the name holds the user as well, so there is no reason to lose the name.
void Resume::take_name(User& user, const Name& name, Now now) {
    if (name.key == user.name.key) return;
    if (naming_.is_free_for(user, name)) return naming_.rename(user, name, now);
    replies_.tell(user, {Code::resume_name_taken, name.text, user.name.text}, now);
}

// Before what was missed is shown, so that it is seen in that way.
void Resume::settle(User& user, const ResumeTokens::Token& token, Now now) {
    views_.apply(user, token.seat.settings);
    for (const UserId id : token.ignored) {
        const User* other = users_.find(id);
        if (other != nullptr && other != &user) ignores_.add(user, other->name);
    }
    if (!token.seat.away) return;
    user.more().away = true;
    // The away text of a user that may say nothing must not come back with them.
    user.more().away_text = access_.can_talk(user, now) ? std::string() : token.seat.away_text;
}

}  // namespace confab
