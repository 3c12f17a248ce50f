#include "confab/core/login/departure.hpp"

#include <utility>

namespace confab {

void Departure::lost(User& user, std::string_view reason, Now now, Arrived arrived) {
    presence_.tick(now);  // a user whose arrival is due is announced before they are seen to leave
    remove(user, reason, now, Farewell::told, arrived);
}

void Departure::quit(User& user, std::string_view reason, Now now) {
    replies_.tell(user, {Code::goodbye}, now);
    if (access_.can_talk(user, now)) reason = {};
    presence_.tick(now);
    remove(user, reason, now, Farewell::said, all_arrived);
}

void Departure::expel(User& user, const Refusal& why, std::string_view reason, Now now) {
    presence_.tick(now);
    replies_.refuse(user, why, now);
    remove(user, reason, now, Farewell::put_off, all_arrived);
}

void Departure::stop(Now now) {
    stopping_ = true;
    users_.for_each([&](User& user) {
        replies_.tell(user, {Code::server_stopping}, now);
        remove(user, "server stopping", now, Farewell::told, all_arrived);
    });
}

void Departure::take_over(User& ghost, User& user, Now now) {
    hand_over_view(ghost, user);
    replies_.tell(ghost, {Code::connection_replaced}, now);
    remove(ghost, "taken over by another connection", now, Farewell::quiet, all_arrived);
}

void Departure::hand_over_view(const User& ghost, User& user) {
    user.connection.echo = ghost.connection.echo;
    if (ghost.connection.extras) user.connection.more().display = ghost.connection.extras->display;
    if (ghost.extras) {
        UserExtras& extras = user.more();
        extras.away = ghost.extras->away;
        extras.away_text = ghost.extras->away_text;
        for (const Name& name : ghost.extras->ignores) ignores_.add(user, name);
    }
    views_.tell_settings(user);
    View view = user.connection.view;
    view.timestamps = ghost.connection.view.timestamps;
    user.connection.chose_quiet = ghost.connection.chose_quiet;
    if (ghost.connection.chose_quiet) view.quiet = ghost.connection.view.quiet;
    views_.change(user, view);
}

void Departure::remove(User& user, std::string_view reason, Now now, Farewell farewell, Arrived arrived) {
    const bool stayed = presence_.stayed(user, now);
    if (farewell != Farewell::quiet) {
        saves_.left(user, now, arrived);
        keep_token(user, stayed, now, arrived);
    }
    if (const Ticket ticket = pending_.forget(user.connection.id)) passwords_.abandon(ticket);
    if (!stopping_) ownership_.going(user, now);
    leave_rooms(user, reason, stayed, now, farewell);
    if (user.guest_number != 0) ignores_.forget_name(users_, user.name.key);
    ignores_.forget_user(user);
    events_.hang_up(user.connection.id, user.name.text, reason);
    users_.remove(user.id);
}

void Departure::leave_rooms(User& user, std::string_view reason, bool stayed, Now now, Farewell farewell) {
    while (!user.rooms.empty()) {
        const Membership membership = user.rooms.back();
        const bool seen = stayed || membership.announced || farewell == Farewell::put_off;
        const bool heard = farewell != Farewell::said || !access_.can_speak(user, *membership.room, now);
        memberships_.exit(user, *membership.room);
        if (!stopping_ && seen) tell_farewell(user, membership, heard ? reason : "", farewell, now);
        if (farewell != Farewell::quiet) memberships_.forget_if_empty(*membership.room);
    }
}

void Departure::tell_farewell(User& user, const Membership& was, std::string_view reason, Farewell farewell,
                              Now now) {
    if (farewell == Farewell::quiet) return;
    if (farewell == Farewell::put_off) return presence_.put_out(user, was, reason, now);
    presence_.gone(user, was, reason, now);
}

void Departure::keep_token(const User& user, bool stayed, Now now, Arrived arrived) {
    if (user.account != nullptr || user.code == 0) return;
    if (!stayed && !GuestSeats::has_one(user)) return;
    ResumeTokens::Token token{guest_seats_.of(user), {}};
    token.seat.left = now.wall;
    token.seat.seats = seats_.of(user, arrived, now);
    log_.save(token.seat);
    if (user.extras) {
        for (const Name& name : user.extras->ignores) {
            if (const User* other = users_.find_by_key(name.key)) token.ignored.push_back(other->id);
        }
    }
    tokens_.keep(std::move(token));
    tokens_.forget_old(now);
}

}  // namespace confab
