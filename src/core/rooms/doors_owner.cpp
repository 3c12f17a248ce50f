// Whose a room is: who makes one, who makes one theirs, and who gives it up.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

bool untouched(const Room& room) {
    const RoomRules& rules = *room.rules;
    return room.topic.empty() && room.history.size() == 0 && rules.keeps_history && !rules.unlisted &&
           !rules.moderated && rules.slow == 0 && rules.key.empty() && rules.operators.empty() &&
           rules.voices.empty() && rules.invited.empty();
}

}  // namespace

bool Doors::owned(const Room& room) { return room.rules && room.rules->owner != 0; }

RoomGuests& Doors::guests_of(Room& room) {
    if (!room.guests) room.guests = std::make_unique<RoomGuests>();
    return *room.guests;
}

// Whoever makes a room is its operator while there. One that was there before, with what was said in it, is
// not somebody's own by coming in: that takes /room own.
void Doors::made(Room& room, const Client& client, bool is_new, Now now) {
    room.maker = source_of(client.address);
    guests_of(room).operators.push_back(client.id);
    if (client.account == nullptr) return;
    if (!is_new) {
        return hub_.tell(client, sentence("#", room.name().text, " has no owner, /room own makes it yours"),
                         now);
    }
    if (std::string why = refuses_owning(*client.account); !why.empty()) {
        return hub_.tell(client, sentence(why, ", so #", room.name().text, " has no owner"), now);
    }
    give_to(room, *client.account);
    hub_.tell(client, sentence("#", room.name().text, " is yours, /room shows its rules"), now);
}

// Empty if `account` may own one room more.
std::string Doors::refuses_owning(const Account& account) const {
    std::size_t there = 0;
    hub_.rooms().for_each([&](const Room& other) {
        if (other.rules && other.rules->owner == account.id) ++there;
    });
    if (there < hub_.settings().max_owned_rooms) return {};
    return sentence("you own ", counted(there, "room"), " already (/room drop gives one up)");
}

void Doors::give_to(Room& room, const Account& account) {
    RoomRules& rules = rules_of(room);
    rules.owner = account.id;
    for (auto* list : {&rules.operators, &rules.voices, &rules.invited}) std::erase(*list, account.id);
    if (room.guests) {
        std::erase_if(room.guests->operators, [&](ClientId id) {
            const Client* client = hub_.registry().find(id);
            return client != nullptr && client->account == &account;
        });
    }
    save(room);
}

Outcome Doors::own(const Actor& actor, Room& room, Now now) {
    const std::string place = sentence("#", room.name().text);
    if (room.is_lobby()) return Outcome{false, sentence(place, " is everybody's, nobody can own it")};
    const Account* account = actor.client == nullptr ? nullptr : actor.client->account;
    if (owned(room)) {
        const bool own = account != nullptr && room.rules->owner == account->id;
        return Outcome{false, own ? sentence(place, " is yours already")
                                  : sentence(place, " is ", owned_by(*room.rules))};
    }
    if (account == nullptr) {
        return Outcome{false, "only registered people own rooms, /register makes your name yours first"};
    }
    if (actor.rank < Rank::room_operator && has_operator(room, now)) {
        return Outcome{
            false,
            sentence(place, " has an operator, or one who may come back yet, and only they can do that")};
    }
    if (std::string why = refuses_owning(*account); !why.empty()) return Outcome{false, std::move(why)};
    if (std::string why = move_to_owner(room, *account); !why.empty()) return Outcome{false, std::move(why)};
    give_to(room, *account);
    tell_changed(actor, room, sentence("owns ", place, " from now on"), now);
    return changed(actor, room, "own", sentence(place, " is yours, /room shows its rules"), now);
}

// A private room that has lost its owner goes by the new one's number.
std::string Doors::move_to_owner(Room& room, const Account& account) {
    if (!room.hidden()) return {};
    std::string key = sentence(account.id, room.name().key.substr(room.name().key.find('#')));
    if (hub_.rooms().find_by_key(key) != nullptr) {
        return sentence("you own another private #", room.name().text);
    }
    return change_key(room, std::move(key))
               ? std::string()
               : "too much is being changed at the moment, try again in a minute";
}

// Is there one, or one whose connection is gone and who may still /resume?
bool Doors::has_operator(const Room& room, Now now) const {
    if (room.rules && !room.rules->operators.empty()) return true;
    if (!room.guests) return false;
    if (!room.guests->operators.empty()) return true;
    return std::any_of(room.guests->absent.begin(), room.guests->absent.end(),
                       [&](const RoomGuests::Absent& one) { return may_return(one, now); });
}

bool Doors::may_return(const RoomGuests::Absent& one, Now now) const {
    return one.until > now.mono && (one.account != 0 || hub_.seats().keeps(one.code));
}

// The client is going, and may come back with its code or its name.
void Doors::going(const Client& client, Now now) {
    for (const Membership& membership : client.rooms) {
        Room& room = *membership.room;
        if (!room.guests || mark_of(client.id, room) != Rank::room_operator) continue;
        auto& absent = room.guests->absent;
        std::erase_if(absent, [&](const RoomGuests::Absent& one) { return one.until <= now.mono; });
        if (absent.size() >= RoomGuests::max_absent) absent.erase(absent.begin());
        const AccountId account = client.account == nullptr ? 0 : client.account->id;
        if (account == 0 && client.code == 0) continue;
        absent.push_back({account == 0 ? client.code : 0, account, now.mono + Seats::kept});
    }
}

void Doors::came_back(const Client& client, Room& room, std::uint64_t code, Now now) {
    if (!room.guests) return;
    for (RoomGuests::Reader& one : room.guests->readers) {
        if (code != 0 && one.code == code) one.who = client.id;
    }
    const AccountId account = client.account == nullptr ? 0 : client.account->id;
    const auto theirs = [&](const RoomGuests::Absent& one) {
        return one.until > now.mono && (one.account != 0 ? one.account == account : one.code == code);
    };
    if (std::erase_if(room.guests->absent, theirs) == 0) return;
    auto& operators = room.guests->operators;
    if (mark_of(client.id, room) != Rank::room_operator && operators.size() < RoomGuests::max_named) {
        operators.push_back(client.id);
    }
}

// Nobody is in it any more. Of a room without an owner nothing stays but what was said, and who may come
// back to it.
void Doors::emptied(Room& room) {
    if (!room.members().empty() || room.is_lobby()) return;
    const bool banned_from = hub_.moderation().sanctions().of_room(room.name().key) != 0;
    if (owned(room)) {
        if (untouched(room) && !banned_from) let_go(room);
        return;
    }
    if (room.rules && !room.rules->keeps_history && !room.hidden()) return;  // until an operator ends that
    if (!room.rules) {
        if (banned_from) hub_.moderation().room_gone(room.name().key);
        if (room.guests && room.guests->absent.empty()) room.guests.reset();
        return;
    }
    std::unique_ptr<RoomGuests> guests = room.hidden() ? nullptr : std::move(room.guests);
    let_go(room);
    if (guests && !guests->absent.empty()) room.guests = std::move(guests);
}

// An ordinary room again, and nothing of it is kept but what was said.
void Doors::let_go(Room& room) {
    hub_.state().remove_room(room.name().key);
    hub_.moderation().room_gone(room.name().key);
    room.guests.reset();
    if (room.hidden()) {
        room.history.keep(0);
        room.topic.clear();
    }
    room.rules.reset();
    save(room);
}

Outcome Doors::drop(const Actor& actor, Room& room, Now now) {
    if (std::string why = not_allowed(actor, room, true); !why.empty()) return Outcome{false, std::move(why)};
    if (!room.rules) return Outcome{false, sentence("#", room.name().text, " has no rules to drop")};
    if (room.hidden()) {
        Outcome shown = show_to_all(room);
        if (!shown.done) return shown;
    }
    hub_.moderation().audit(actor, "room", "", &room, "drop", now);
    tell_changed(actor, room, sentence("gave up #", room.name().text, ", which has no owner now"), now);
    Outcome dropped{true, sentence("#", room.name().text, " is an ordinary room now, and nobody's own")};
    let_go(room);
    if (actor.client != nullptr && actor.client->membership(room) != nullptr) {
        guests_of(room).operators.push_back(actor.client->id);  // as who makes one
    }
    hub_.rooms().forget_if_empty(room);
    return dropped;
}

void Doors::owner_gone(AccountId account, Now now) {
    hub_.rooms().for_each([&](Room& room) {
        if (!room.rules) return;
        RoomRules& rules = *room.rules;
        const auto named = std::erase(rules.operators, account) + std::erase(rules.voices, account) +
                           std::erase(rules.invited, account);
        if (rules.owner != account) {
            if (named != 0) save(room);
            return;
        }
        tell_owner_gone(room, account, now);
        // What is private stays so, for those who are in it.
        if (room.hidden() && !room.members().empty()) {
            hub_.state().remove_room(room.name().key);
            rules.owner = 0;
            return;
        }
        let_go(room);
        hub_.rooms().forget_if_empty(room);
    });
}

void Doors::tell_owner_gone(const Room& room, AccountId account, Now now) {
    const Account* owner = hub_.accounts().find(account);
    if (owner == nullptr) return;
    tell_changed(from_outside(owner->name.text), room,
                 sentence("is not registered any more, so #", room.name().text, " has no owner"), now);
}

std::string Doors::owned_by(const RoomRules& rules) const {
    const Account* owner = hub_.accounts().find(rules.owner);
    return owner == nullptr ? "nobody's own" : sentence("owned by ", owner->name.text);
}

}  // namespace confab
