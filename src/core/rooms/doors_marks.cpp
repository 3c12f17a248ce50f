// Operators, voices and who is invited. Accounts are named in the rules for as long as there is the room,
// guests only while they are in it (operators, voices) or on the server (invitations).
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

using Mark = Doors::Mark;

std::string_view what(Mark mark) {
    switch (mark) {
        case Mark::operators: return "an operator of";
        case Mark::voices: return "a voice in";
        case Mark::invited: return "invited to";
    }
    return {};
}

std::string_view action(Mark mark, bool on) {
    switch (mark) {
        case Mark::operators: return on ? "room op" : "room deop";
        case Mark::voices: return on ? "voice" : "devoice";
        case Mark::invited: return on ? "invite" : "uninvite";
    }
    return {};
}

std::vector<AccountId>& accounts_with(RoomRules& rules, Mark mark) {
    return mark == Mark::operators ? rules.operators : mark == Mark::voices ? rules.voices : rules.invited;
}

std::vector<ClientId>& guests_with(RoomGuests& guests, Mark mark) {
    return mark == Mark::operators ? guests.operators : mark == Mark::voices ? guests.voices : guests.invited;
}

enum class Change { done, none, full };

template <class T>
bool has(const std::vector<T>& list, const T& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

template <class T>
Change put(std::vector<T>& list, const T& value, bool on, std::size_t most) {
    if (!on) return std::erase(list, value) == 0 ? Change::none : Change::done;
    if (std::find(list.begin(), list.end(), value) != list.end()) return Change::none;
    if (list.size() >= most) return Change::full;
    list.push_back(value);
    return Change::done;
}

}  // namespace

Outcome Doors::mark(const Actor& actor, Room& room, Mark mark, bool on, std::string_view whom, Now now) {
    const std::string& place = room.name().text;
    const bool by_a_moderator = actor.rank >= Rank::room_operator;
    Client* client = hub_.registry().find_by_key(hub_.names().key_of(whom));
    const bool own = client != nullptr && client == actor.client;
    if (!by_a_moderator && !(own && !on)) {
        if (!room.is_lobby() && (owned(room) || mark != Mark::invited)) {
            return refused(sentence("only operators of #", place, " may do that, /room says who they are"));
        }
        if (mark != Mark::invited) {
            return refused(sentence("#", place, " is nobody's own, so it has no operators"));
        }
        return refused(on ? sentence("#", place, " is open to all, they only have to /join ", place)
                          : sentence("#", place, " is open to all, so nobody is invited to it"));
    }
    Account* account = client != nullptr ? client->account : nullptr;
    if (client == nullptr) account = hub_.accounts().find_by_key(hub_.names().key_of(whom));
    if (client == nullptr && account == nullptr) {
        return refused(sentence("nobody is called ", whom, ", /who lists who is here"));
    }
    const Name& name = account != nullptr ? account->name : client->name;
    const bool here = client != nullptr && client->membership(room) != nullptr;
    if (room.rules && account != nullptr && room.rules->owner == account->id) {
        return refused(sentence(name.text, " owns #", place, ", which is more"));
    }
    if (mark == Mark::invited && on && here)
        return refused(sentence(name.text, " is in #", place, " already"));
    const bool lasting = owned(room) || room.is_lobby() || room.hidden();
    if (mark != Mark::invited && on && !here && (account == nullptr || !lasting)) {
        return refused(account == nullptr
                           ? sentence(name.text, " is a guest, and a guest must be in #", place, " for that")
                           : sentence(name.text, " must be in #", place, " for that, which has no owner"));
    }
    if (!on && mark == Mark::operators && !own) {
        const Rank other = client != nullptr ? rank(*client, room) : rank(*account, room);
        if (other >= actor.rank) {
            return refused(
                sentence(name.text, " is as much in #", place, " as you are; its owner may do that"));
        }
    }
    return change_mark(actor, room, mark, on, lasting ? account : nullptr, client, name, now);
}

Outcome Doors::change_mark(const Actor& actor, Room& room, Mark mark, bool on, Account* account,
                           Client* client, const Name& name, Now now) {
    if (account != nullptr) rules_of(room);
    auto& guests = guests_with(guests_of(room), mark);
    if (guests.size() >= RoomGuests::max_named) {
        std::erase_if(guests, [this](ClientId id) { return hub_.registry().find(id) == nullptr; });
    }
    const bool named_already = (account != nullptr && mark_of(*account, room) != Rank::none) ||
                               (account != nullptr && room.rules && has(room.rules->invited, account->id)) ||
                               (client != nullptr && (mark_of(client->id, room) != Rank::none ||
                                                      has(guests_of(room).invited, client->id)));
    Change change = Change::none;
    if (account != nullptr)
        change = put(accounts_with(*room.rules, mark), account->id, on, RoomRules::max_named);
    // Somebody may have logged in since they got it as a guest.
    if (client != nullptr && (account == nullptr || !on)) {
        const Change other = put(guests, client->id, on, RoomGuests::max_named);
        if (change == Change::none) change = other;
    }
    const std::string place = sentence(what(mark), " #", room.name().text);
    if (change == Change::none) {
        return refused(sentence(name.text, on ? " is " : " is not ", place, on ? " already" : ""));
    }
    if (change == Change::full) {
        return refused(sentence("there are ", RoomRules::max_named, " already, take it from one first"));
    }
    const bool here = client != nullptr && client->membership(room) != nullptr;
    if (on && !here && !named_already) invitation_sent(room, account, client, actor);
    if (!on && mark == Mark::invited)
        invitation_over(room, account, client == nullptr ? ClientId() : client->id);
    if (account != nullptr) save(room);
    hub_.moderation().audit(actor, action(mark, on), name.text, &room, "", now);
    std::string text = sentence(name.text, on ? " is now " : " is no longer ", place);
    if (mark == Mark::invited && !on && here) {
        text += ", but in it still: /kick puts them out";
    }
    if (client != nullptr && client != actor.client) tell_marked(*client, actor, room, mark, on, now);
    return {true, std::move(text)};
}

void Doors::tell_marked(Client& client, const Actor& actor, const Room& room, Mark mark, bool on, Now now) {
    if (actor.client != nullptr && hub_.ignores().ignores(client, actor.client->name.key)) return;
    if (mark == Mark::invited) {
        if (!on) return;
        return hub_.tell(client,
                         sentence(actor.name, " invites you to #", room.name().text, ", /join ",
                                  full_name(room), room.hidden() ? " or /accept" : "", " goes there"),
                         now);
    }
    hub_.tell(client,
              sentence("you are ", on ? "now " : "no longer ", what(mark), " #", room.name().text, ", says ",
                       actor.name),
              now);
}

void Doors::forget_marks(Room& room, const Account* account, ClientId client) {
    if (room.guests) {
        for (auto* list : {&room.guests->operators, &room.guests->voices, &room.guests->invited}) {
            std::erase(*list, client);
        }
    }
    invitation_over(room, account, client);
    if (account == nullptr || !room.rules) return;
    RoomRules& rules = *room.rules;
    std::size_t forgotten = 0;
    for (auto* list : {&rules.operators, &rules.voices, &rules.invited}) {
        forgotten += std::erase(*list, account->id);
    }
    if (forgotten != 0) save(room);
}

}  // namespace confab
