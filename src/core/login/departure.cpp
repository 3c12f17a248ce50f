#include "confab/core/login/departure.hpp"

#include <utility>

#include "confab/core/users/resume_code.hpp"
#include "confab/core/users/sending.hpp"

namespace confab {

void Departure::lost(User& user, std::string_view reason, Now now, Arrived arrived) {
    if (user.others) return drop(user, user.connection.id, reason, now);
    presence_.tick(now);  // a user whose arrival is due is announced before they are seen to leave
    remove(user, reason, now, Farewell::told, arrived);
}

void Departure::quit(User& user, std::string_view reason, Now now) {
    replies_.tell(user, {Code::goodbye}, now);
    if (user.others) return drop(user, user.connection.id, reason, now);
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
    users_.for_each_connected([&](User& user) {
        replies_.tell(user, {Code::server_stopping}, now);
        remove(user, "server stopping", now, Farewell::told, all_arrived);
    });
}

void Departure::close(User& user, ClientId connection, const Refusal& why, std::string_view reason, Now now) {
    replies_.refuse_on(connection, why, now);
    drop(user, connection, reason, now);
}

void Departure::end(User& user, ClientId connection, const Reply& why, std::string_view reason, Now now) {
    replies_.tell_in(connection, {}, why, now);
    drop(user, connection, reason, now);
}

std::size_t Departure::close_others(User& user, const Reply& why, std::string_view reason, Now now) {
    const std::size_t others = user.connections() - 1;
    while (user.others) end(user, user.others->back().id, why, reason, now);
    return others;
}

void Departure::give_away(User& user, Now now) {
    presence_.tick(now);
    if (user.others) return take_out(user, user.connection.id);
    leave_rooms(user, {}, presence_.stayed(user, now), now, Farewell::told);
    if (user.code != 0) log_.remove_seat(resume_code_text(user.code));
    if (user.guest_number != 0) ignores_.forget_name(users_, user.name.key);
    ignores_.forget_user(user);
}

// One of several: nobody sees it go.
void Departure::drop(User& user, ClientId connection, std::string_view reason, Now now) {
    take_out(user, connection);
    hang_up(user, connection, reason);
    users_.remove_connection(user, connection);
    share_sending(events_, user, now);
}

// Takes it out of the rooms, the counts of quiet members and the ignore lists.
void Departure::take_out(User& user, ClientId connection) {
    const bool quiet = user.find_connection(connection)->view.quiet == Quiet::on;
    for (const Membership& membership : user.rooms) {
        events_.leave(connection, membership.room->id());
        if (quiet) --membership.room->quiet_members;
    }
    ignores_.connection_removed(user, connection);
}

void Departure::hang_up(User& user, ClientId connection, std::string_view reason) {
    if (const Ticket ticket = pending_.forget(connection)) passwords_.abandon(ticket);
    events_.hang_up(connection, user.is_unnamed() ? "-" : user.name.text, reason);
}

void Departure::remove(User& user, std::string_view reason, Now now, Farewell farewell, Arrived arrived) {
    if (!user.is_unnamed()) events_.person_changed(user.id, PersonChange::gone);
    const bool stayed = presence_.stayed(user, now);
    saves_.left(user, now, arrived);
    keep_token(user, stayed, now, arrived);
    if (!stopping_) ownership_.going(user, now);
    leave_rooms(user, reason, stayed, now, farewell);
    if (user.guest_number != 0) ignores_.forget_name(users_, user.name.key);
    ignores_.forget_user(user);
    user.for_each_connection([&](const Connection& each) { hang_up(user, each.id, reason); });
    users_.remove(user.id);
}

void Departure::leave_rooms(User& user, std::string_view reason, bool stayed, Now now, Farewell farewell) {
    while (!user.rooms.empty()) {
        const Membership membership = user.rooms.back();
        const bool seen = stayed || membership.announced || farewell == Farewell::put_off;
        const bool heard = farewell != Farewell::said || !access_.can_speak(user, *membership.room, now);
        memberships_.exit(user, *membership.room);
        if (!stopping_ && seen) tell_farewell(user, membership, heard ? reason : "", farewell, now);
        memberships_.forget_if_empty(*membership.room);
    }
}

void Departure::tell_farewell(User& user, const Membership& was, std::string_view reason, Farewell farewell,
                              Now now) {
    if (farewell == Farewell::put_off) return presence_.put_out(user, was, reason, now);
    presence_.gone(user, was, reason, now);
}

void Departure::keep_token(const User& user, bool stayed, Now now, Arrived arrived) {
    if (user.account != nullptr || user.code == 0 || user.is_unnamed()) return;
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
