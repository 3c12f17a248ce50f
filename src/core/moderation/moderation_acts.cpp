// /kick, /ban and /mute, for the chat and for tools alike.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "moderation_target.hpp"

namespace confab {

namespace {

bool comes_from(const User& user, const Network& network) {
    bool found = false;
    user.for_each_connection(
        [&](const Connection& each) { found = found || network.contains(each.address); });
    return found;
}

// Tools are told in UTC.
ZoneClock clock_of(const Actor& actor) {
    return actor.user == nullptr ? ZoneClock("UTC") : clock_of(*actor.user);
}

// As the room may read it: one that has not been told the name of a member is not told it here.
std::string name_for(const Room& room, const User* user, std::string name) {
    const Membership* place = user == nullptr ? nullptr : user->membership(room);
    return place != nullptr && place->unseen ? std::string() : name;
}

}  // namespace

void Moderation::put_out(User& user, Room* room, const Actor& actor, std::string_view reason, Now now) {
    const Refusal told(Code::you_are_kicked, name_of(room), actor.name, reason);
    const std::string seen = replies_.words({Code::kicked_by, actor.name, reason}).text;
    if (room == nullptr) return expulsion_.expel(user, told, seen, now);
    memberships_.put_out(user, *room, told, seen, now);
}

Outcome Moderation::kick(const Actor& actor, Room* room, std::string_view whom, std::string_view reason,
                         Now now) {
    if (room != nullptr && room->is_lobby()) room = nullptr;  // out of the lobby there is only out
    if (Refusal no = not_allowed(actor, room)) return refused(std::move(no));
    if (Refusal no = too_long(reason)) return refused(std::move(no));
    User* user = users_.find_by_key(names_.key_of(whom));
    if (user == nullptr || (room != nullptr && user->membership(*room) == nullptr)) {
        return refused({Code::person_not_here, excerpt(whom, 64), name_of(room)});
    }
    Target target;
    target.user = user;
    target.account = user->account;
    target.name = user->name;
    if (Refusal no = out_of_reach(actor, room, target)) return refused(std::move(no));

    const std::string clean = one_line(reason);  // confabctl may not have cleaned it
    audit_.add(actor, "kick", target.name.text, name_of(room), clean, now);
    const Reply told(Code::kicked, target.name.text, name_of(room));  // the room may be gone afterwards
    put_out(*user, room, actor, clean, now);
    return {true, told};
}

Refusal Moderation::no_place(const Order& order) const {
    if (order.kind == Sanction::Kind::mute || order.room == nullptr || !order.room->is_lobby()) return {};
    return {Code::lobby_open_to_all};
}

// A registered person is sanctioned by account. A guest's name is free for the next one, and so are other
// names for the guest: it is where they come from that counts, but for those on this machine, who cannot be
// told from each other.
std::vector<Sanction> Moderation::drafts(const Actor& actor, const Order& order, const Target& target,
                                         Now now) const {
    Sanction draft;
    draft.kind = order.kind;
    draft.shown = target.shown();
    draft.name_key = target.name.key;
    if (order.room != nullptr) draft.room_key = order.room->name().key;
    draft.since = now.wall;
    if (order.time) draft.until = now.wall + *order.time;
    draft.by = actor.name;
    draft.reason = one_line(order.reason);
    if (target.network) {
        draft.target = Sanction::Target::network;
        draft.network = *target.network;
        return {draft};
    }
    if (target.account != nullptr) {
        draft.target = Sanction::Target::account;
        draft.account = target.account->id;
        return {draft};
    }
    std::vector<Sanction> drafts;
    const bool by_source = target.guest_here() && !target.user->connection.address.loopback();
    const bool off_the_server = order.kind == Sanction::Kind::ban && order.room == nullptr;
    if (!by_source || off_the_server) drafts.push_back(draft);
    if (by_source) {
        draft.target = Sanction::Target::network;
        draft.network = source_of(target.user->connection.address);
        drafts.push_back(draft);
    }
    return drafts;
}

// What is imposed again takes the place of these.
std::vector<Sanction> Moderation::same_as(const std::vector<Sanction>& drafts) const {
    std::vector<Sanction> found;
    sanctions_.for_each([&](const Sanction& sanction) {
        const bool again = std::any_of(drafts.begin(), drafts.end(),
                                       [&](const Sanction& draft) { return same_sanction(draft, sanction); });
        if (again) found.push_back(sanction);
    });
    return found;
}

Outcome Moderation::impose(const Actor& actor, const Order& order, Now now) {
    if (Refusal no = not_allowed(actor, order.room)) return refused(std::move(no));
    if (Refusal no = no_place(order)) return refused(std::move(no));
    if (Refusal no = too_long(order.reason)) return refused(std::move(no));
    auto found = find_target(actor, order.target);
    if (auto* no = std::get_if<Refusal>(&found)) return refused(std::move(*no));
    const Target& target = std::get<Target>(found);
    if (Refusal no = out_of_reach(actor, order.room, target)) return refused(std::move(no));

    sweep(now);
    std::vector<Sanction> imposed = drafts(actor, order, target, now);
    const std::vector<Sanction> before = same_as(imposed);
    const std::size_t more = imposed.size() - std::min(imposed.size(), before.size());
    if (Refusal no = make_room(actor, order.room, more, now)) return refused(std::move(no));
    const std::vector<Sanction> followers = followers_.of(before);
    for (const auto* those : {&before, &followers}) {
        for (const Sanction& sanction : *those) sanctions_.remove(sanction.id);
    }
    const UserId user = target.user == nullptr ? UserId{} : target.user->id;
    for (Sanction& sanction : imposed) sanction = sanctions_.add(std::move(sanction), user);
    if (target.user != nullptr) guest_seats_.update(*target.user, now);
    followers_.follow_again(followers, before, imposed);
    const Sanction& last = imposed.back();
    audit(actor, order, target, last, now);
    Reply told = told_of(actor, order, target, last);
    const bool seen = enforce(actor, order, target, last, now);
    if (!seen && order.room != nullptr && !target.network) tell_room(actor, order, target, now);
    return {true, std::move(told)};
}

void Moderation::audit(const Actor& actor, const Order& order, const Target& target, const Sanction& last,
                       Now now) {
    const bool with_source = last.target == Sanction::Target::network && !target.network;
    std::string whom = target.shown();
    if (with_source) whom += fmt::format(" ({})", last.network.text());
    const Reply term = order.time ? Reply(Code::audit_for_time, *order.time, last.reason)
                                  : Reply(Code::audit_for_ever, last.reason);
    audit_.add(actor, order.kind == Sanction::Kind::ban ? "ban" : "mute", whom, name_of(order.room),
               replies_.words(term).text, now);
}

// The actor has to know which other people are hit, and which are not.
Reply Moderation::told_of(const Actor& actor, const Order& order, const Target& target,
                          const Sanction& sanction) const {
    Argument nobody, by_name, network, guests, spared;
    if (!target.network && target.user == nullptr && target.account == nullptr) {
        nobody = true;
    } else if (sanction.target == Sanction::Target::name) {
        by_name = true;
    } else if (sanction.target == Sanction::Target::network && !target.network) {
        if (actor.role == Role::server_operator) network = sanction.network.text();
        if (actor.role != Role::server_operator) guests = true;
    } else if (order.kind == Sanction::Kind::ban && order.room == nullptr && target.user != nullptr &&
               !target.user->connection.address.loopback()) {
        spared = source_of(target.user->connection.address).text();
    }
    const Code code = order.kind == Sanction::Kind::ban ? Code::banned : Code::muted;
    return {code,
            target.shown(),
            name_of_room(sanction),
            end_of(sanction, clock_of(actor)),
            sanction.reason,
            nobody,
            by_name,
            network,
            guests,
            spared};
}

// Nobody was seen to leave: a notice says what was done, without addresses, and with how long instead of a
// time that is another one elsewhere.
void Moderation::tell_room(const Actor& actor, const Order& order, const Target& target, Now now) {
    const Room& room = *order.room;
    const Code code = order.kind == Sanction::Kind::ban ? Code::member_banned : Code::member_muted;
    const Argument time = order.time ? argument(*order.time) : Argument();
    const std::string whom = name_for(room, target.user, target.shown());
    tell_room(actor, target.user, room,
              {code, actor.name, whom, room.name().text, time, one_line(order.reason)}, now);
}

void Moderation::tell_room(const Actor& actor, const User* target, const Room& room, const Reply& what,
                           Now now) {
    std::vector<ClientId> except;
    for (const User* each : {actor.user, target}) {
        if (each == nullptr) continue;
        each->for_each_connection([&](const Connection& own) { except.push_back(own.id); });
    }
    replies_.tell_room(room.id(), room.name().text, what, now, except);
}

// Does a ban put the user out?
bool Moderation::is_hit(const User& user, const Actor& actor, const Order& order, const Target& target,
                        const Sanction& sanction) const {
    if (order.room != nullptr && user.membership(*order.room) == nullptr) return false;
    if (&user == actor.user || server_roles_.is_operator(user)) return false;
    if (&user == target.user) return true;
    if (order.room != nullptr && roles_.of(user, *order.room) >= actor.role) return false;
    if (sanction.target != Sanction::Target::network) return false;
    return comes_from(user, sanction.network) && (target.network || user.account == nullptr);
}

// A person with other connections from elsewhere stays on those.
void Moderation::put_off(User& user, const Network& from, const Refusal& told, std::string_view seen,
                         Now now) {
    std::vector<ClientId> hit;
    user.for_each_connection([&](const Connection& each) {
        if (from.contains(each.address)) hit.push_back(each.id);
    });
    if (hit.size() == user.connections()) return expulsion_.expel(user, told, seen, now);
    for (const ClientId each : hit) expulsion_.close(user, each, told, seen, now);
}

// True if a room saw somebody leave.
bool Moderation::enforce(const Actor& actor, const Order& order, const Target& target,
                         const Sanction& sanction, Now now) {
    if (order.kind == Sanction::Kind::mute) {
        if (target.user == nullptr) return false;
        const Argument end = end_of(sanction, clock_of(*target.user));
        replies_.tell(*target.user,
                      {Code::you_are_muted_by, name_of_room(sanction), end, sanction.reason, actor.name},
                      now);
        return false;
    }
    std::vector<User*> out;
    users_.for_each_connected([&](User& user) {
        if (is_hit(user, actor, order, target, sanction)) out.push_back(&user);
    });
    if (order.room != nullptr) {
        grants_.forget(*order.room, target.account, target.user == nullptr ? UserId{} : target.user->id);
    }
    const std::string seen = replies_.words({Code::banned_by, actor.name, sanction.reason}).text;
    for (User* user : out) {
        const Refusal told = held_by(sanction, clock_of(*user));
        if (order.room == nullptr && user != target.user) put_off(*user, sanction.network, told, seen, now);
        if (order.room == nullptr && user == target.user) expulsion_.expel(*user, told, seen, now);
        if (order.room != nullptr) memberships_.put_out(*user, *order.room, told, seen, now);
    }
    return !out.empty();
}

}  // namespace confab
