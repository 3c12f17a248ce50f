// /kick, /ban and /mute, for the chat and for tools alike.
#include <algorithm>
#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "moderation_target.hpp"

namespace confab {

namespace {

// Tools are told in UTC.
ZoneClock clock_of(const Actor& actor) {
    return actor.client == nullptr ? ZoneClock("UTC") : clock_of(*actor.client);
}

// As the room may read it: one that has not been told the name of a member is not told it here.
std::string name_for(const Room& room, const Client* client, std::string name) {
    const Membership* place = client == nullptr ? nullptr : client->membership(room);
    return place != nullptr && place->unseen ? "someone" : name;
}

std::string with_reason(std::string text, std::string_view reason) {
    if (!reason.empty()) text.append(": ").append(reason);
    return text;
}

}  // namespace

Outcome Moderation::kick(const Actor& actor, Room* room, std::string_view whom, std::string_view reason,
                         Now now) {
    if (room != nullptr && room->is_lobby()) room = nullptr;  // out of the lobby there is only out
    if (TextRefusal no = not_allowed(actor, room)) return refused(std::move(no));
    if (TextRefusal no = too_long(reason)) return refused(std::move(no));
    Client* client = users_.find_by_key(names_.key_of(whom));
    if (client == nullptr || (room != nullptr && client->membership(*room) == nullptr)) {
        return refused(sentence("nobody called ", excerpt(whom, 64), " is ",
                                room == nullptr ? "here" : sentence("in #", room->name().text)));
    }
    Target target;
    target.client = client;
    target.account = client->account;
    target.name = client->name;
    if (TextRefusal no = out_of_reach(actor, room, target)) return refused(std::move(no));

    const std::string clean = one_line(reason);  // confabctl may not have cleaned it
    const std::string place = room == nullptr ? "off the server" : sentence("out of #", room->name().text);
    audit_.add(actor, "kick", target.name.text, name_of(room), clean, now);
    const std::string told = with_reason(sentence("you were put ", place, " by ", actor.name), clean);
    const std::string seen = with_reason(sentence("kicked by ", actor.name), clean);
    if (room == nullptr) {
        expulsion_.expel(*client, told, seen, now);
    } else {
        memberships_.put_out(*client, *room, told, seen, now);
    }
    return {true, sentence(target.name.text, " was put ", place)};
}

TextRefusal Moderation::no_place(const Order& order) const {
    if (order.kind == Sanction::Kind::mute || order.room == nullptr || !order.room->is_lobby()) return {};
    return "nobody can be kept out of the lobby, a server operator's /ban is for the whole server";
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
    const bool by_source = target.guest_here() && !target.client->address.loopback();
    const bool off_the_server = order.kind == Sanction::Kind::ban && order.room == nullptr;
    if (!by_source || off_the_server) drafts.push_back(draft);
    if (by_source) {
        draft.target = Sanction::Target::network;
        draft.network = source_of(target.client->address);
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
    if (TextRefusal no = not_allowed(actor, order.room)) return refused(std::move(no));
    if (TextRefusal no = no_place(order)) return refused(std::move(no));
    if (TextRefusal no = too_long(order.reason)) return refused(std::move(no));
    auto found = find_target(actor, order.target);
    if (auto* no = std::get_if<TextRefusal>(&found)) return refused(std::move(*no));
    const Target& target = std::get<Target>(found);
    if (TextRefusal no = out_of_reach(actor, order.room, target)) return refused(std::move(no));

    sweep(now);
    std::vector<Sanction> imposed = drafts(actor, order, target, now);
    const std::vector<Sanction> before = same_as(imposed);
    const std::size_t more = imposed.size() - std::min(imposed.size(), before.size());
    if (TextRefusal no = make_room(actor, order.room, more, now)) return refused(std::move(no));
    const std::vector<Sanction> followers = followers_.of(before);
    for (const auto* those : {&before, &followers}) {
        for (const Sanction& sanction : *those) sanctions_.remove(sanction.id);
    }
    const ClientId client = target.client == nullptr ? ClientId{} : target.client->id;
    for (Sanction& sanction : imposed) sanction = sanctions_.add(std::move(sanction), client);
    if (target.client != nullptr) guest_seats_.update(*target.client, now);
    followers_.follow_again(followers, before, imposed);
    const Sanction& last = imposed.back();
    const bool with_source = last.target == Sanction::Target::network && !target.network;
    std::string whom = target.shown();
    if (with_source) whom += sentence(" (", last.network.text(), ")");
    audit_.add(
        actor, order.kind == Sanction::Kind::ban ? "ban" : "mute", whom, name_of(order.room),
        with_reason(order.time ? sentence("for ", duration_text(*order.time)) : "for ever", last.reason),
        now);
    std::string text = told_of(actor, order, target, last);
    const bool seen = enforce(actor, order, target, last, now);
    if (!seen && order.room != nullptr && !target.network) tell_room(actor, order, target, now);
    return {true, std::move(text)};
}

// What the one who did it has to know of it: whom it also hits, and whom it does not.
std::string Moderation::told_of(const Actor& actor, const Order& order, const Target& target,
                                const Sanction& sanction) const {
    std::string text = sentence(target.shown(), " is ", why(sanction, clock_of(actor)));
    const bool addresses = actor.role == Role::server_operator;
    if (!target.network && target.client == nullptr && target.account == nullptr) {
        text += "; nobody has that name now";
    } else if (sanction.target == Sanction::Target::name) {
        text += "; by name only, which anyone can change";
    } else if (sanction.target == Sanction::Target::network && !target.network) {
        text += addresses ? sentence("; so is ", sanction.network.text(), ", where they come from")
                          : "; so are guests from where they come from";
    } else if (order.kind == Sanction::Kind::ban && order.room == nullptr && target.client != nullptr &&
               !target.client->address.loopback()) {
        text += sentence("; ", source_of(target.client->address).text(), ", where they come from, is not");
    }
    return text;
}

// Nobody was seen to leave: a notice says what was done, without addresses, and with how long instead of a
// time that is another one elsewhere.
void Moderation::tell_room(const Actor& actor, const Order& order, const Target& target, Now now) {
    const bool ban = order.kind == Sanction::Kind::ban;
    const std::string time = order.time ? sentence(" for ", duration_text(*order.time)) : std::string();
    const std::string whom = name_for(*order.room, target.client, target.shown());
    const std::string text =
        sentence(actor.name, ban ? " banned " : " muted ", whom, in_place(order.kind, order.room), time);
    tell_room(actor, target.client, *order.room, with_reason(text, one_line(order.reason)), now);
}

void Moderation::tell_room(const Actor& actor, const Client* target, const Room& room, std::string_view text,
                           Now now) {
    std::vector<ClientId> except;
    for (const Client* each : {actor.client, target}) {
        if (each != nullptr) except.push_back(each->id);
    }
    events_.tell_room(room.id(),
                      {.type = EventType::notice, .time = now.wall, .room = room.name().text, .text = text},
                      except);
}

// True if a room saw somebody leave.
bool Moderation::enforce(const Actor& actor, const Order& order, const Target& target,
                         const Sanction& sanction, Now now) {
    const auto told_to = [&](const Client& client) {
        return sentence("you are ", why(sanction, clock_of(client)));
    };
    if (order.kind == Sanction::Kind::mute) {
        if (target.client != nullptr)
            replies_.tell(*target.client, sentence(told_to(*target.client), " (by ", actor.name, ")"), now);
        return false;
    }
    const auto hit = [&](const Client& client) {
        if (&client == actor.client || server_roles_.is_operator(client)) return false;
        if (&client == target.client) return true;
        if (order.room != nullptr && roles_.of(client, *order.room) >= actor.role) return false;
        if (sanction.target != Sanction::Target::network) return false;
        return sanction.network.contains(client.address) && (target.network || client.account == nullptr);
    };
    std::vector<Client*> out;
    users_.for_each([&](Client& client) {
        if (!hit(client)) return;
        if (order.room == nullptr || client.membership(*order.room) != nullptr) out.push_back(&client);
    });
    const std::string seen = with_reason(sentence("banned by ", actor.name), sanction.reason);
    if (order.room == nullptr) {
        for (Client* client : out) expulsion_.expel(*client, told_to(*client), seen, now);
        return !out.empty();
    }
    grants_.forget(*order.room, target.account, target.client == nullptr ? ClientId{} : target.client->id);
    for (Client* client : out) memberships_.put_out(*client, *order.room, told_to(*client), seen, now);
    return !out.empty();
}

}  // namespace confab
