#include "confab/core/login/departure.hpp"

#include <utility>

namespace confab {

void Departure::lost(Client& client, std::string_view reason, Now now, Arrived arrived) {
    presence_.tick(now);  // a client whose arrival is due is announced before it is seen to leave
    remove(client, reason, now, Farewell::told, arrived);
}

void Departure::quit(Client& client, std::string_view reason, Now now) {
    replies_.tell(client, {Code::goodbye}, now);
    if (access_.can_talk(client, now)) reason = {};
    presence_.tick(now);
    remove(client, reason, now, Farewell::said, all_arrived);
}

void Departure::expel(Client& client, const Refusal& why, std::string_view reason, Now now) {
    presence_.tick(now);
    replies_.refuse(client, why, now);
    remove(client, reason, now, Farewell::put_off, all_arrived);
}

void Departure::stop(Now now) {
    stopping_ = true;
    users_.for_each([&](Client& client) {
        replies_.tell(client, {Code::server_stopping}, now);
        remove(client, "server stopping", now, Farewell::told, all_arrived);
    });
}

void Departure::take_over(Client& ghost, Client& client, Now now) {
    hand_over_view(ghost, client);
    replies_.tell(ghost, {Code::connection_replaced}, now);
    remove(ghost, "taken over by another connection", now, Farewell::quiet, all_arrived);
}

void Departure::hand_over_view(const Client& ghost, Client& client) {
    client.echo = ghost.echo;
    if (ghost.extras) {
        ClientExtras& extras = client.more();
        extras.away = ghost.extras->away;
        extras.away_text = ghost.extras->away_text;
        extras.display = ghost.extras->display;
        for (const Name& name : ghost.extras->ignores) ignores_.add(client, name);
        views_.tell_settings(client);
    }
    View view = client.view;
    view.timestamps = ghost.view.timestamps;
    client.chose_quiet = ghost.chose_quiet;
    if (ghost.chose_quiet) view.quiet = ghost.view.quiet;
    views_.change(client, view);
}

void Departure::remove(Client& client, std::string_view reason, Now now, Farewell farewell, Arrived arrived) {
    const bool stayed = presence_.stayed(client, now);
    if (farewell != Farewell::quiet) {
        saves_.left(client, now, arrived);
        keep_token(client, stayed, now, arrived);
    }
    if (const Ticket ticket = pending_.forget(client.id)) passwords_.abandon(ticket);
    if (!stopping_) ownership_.going(client, now);
    leave_rooms(client, reason, stayed, now, farewell);
    if (client.guest_number != 0) ignores_.forget_name(users_, client.name.key);
    ignores_.forget_client(client);
    events_.hang_up(client.id, client.name.text, reason);
    users_.remove(client.id);
}

void Departure::leave_rooms(Client& client, std::string_view reason, bool stayed, Now now,
                            Farewell farewell) {
    while (!client.rooms.empty()) {
        const Membership membership = client.rooms.back();
        const bool seen = stayed || membership.announced || farewell == Farewell::put_off;
        const bool heard = farewell != Farewell::said || !access_.can_speak(client, *membership.room, now);
        memberships_.exit(client, *membership.room);
        if (!stopping_ && seen) tell_farewell(client, membership, heard ? reason : "", farewell, now);
        if (farewell != Farewell::quiet) memberships_.forget_if_empty(*membership.room);
    }
}

void Departure::tell_farewell(Client& client, const Membership& was, std::string_view reason,
                              Farewell farewell, Now now) {
    if (farewell == Farewell::quiet) return;
    if (farewell == Farewell::put_off) return presence_.put_out(client, was, reason, now);
    presence_.gone(client, was, reason, now);
}

void Departure::keep_token(const Client& client, bool stayed, Now now, Arrived arrived) {
    if (client.account != nullptr || client.code == 0) return;
    if (!stayed && !GuestSeats::has_one(client)) return;
    ResumeTokens::Token token{guest_seats_.of(client), {}};
    token.seat.left = now.wall;
    token.seat.seats = seats_.of(client, arrived, now);
    log_.save(token.seat);
    if (client.extras) {
        for (const Name& name : client.extras->ignores) {
            if (const Client* other = users_.find_by_key(name.key)) token.ignored.push_back(other->id);
        }
    }
    tokens_.keep(std::move(token));
    tokens_.forget_old(now);
}

}  // namespace confab
