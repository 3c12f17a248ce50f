// Private rooms, and what was said in them. A room stays the same one when it becomes private or public, and
// so does its history; what is said while it is private is marked, and only its members of then are shown it
// afterwards.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

constexpr std::string_view busy = "too much is being removed or moved at the moment, try again in a minute";

PrivatePeriod* open_period(Room& room) {
    if (!room.hidden() || room.rules->periods.empty()) return nullptr;
    return &room.rules->periods.back();
}

std::size_t readers_of(const RoomRules& rules) {
    std::size_t count = 0;
    for (const PrivatePeriod& period : rules.periods) count += period.readers.size();
    return count;
}

// The oldest periods go where there are too many: then nobody is shown what was said in them.
void bound(RoomRules& rules) {
    while (rules.periods.size() > RoomRules::max_periods ||
           (rules.periods.size() > 1 && readers_of(rules) > RoomRules::max_readers)) {
        rules.periods.erase(rules.periods.begin());
    }
}

void add_reader(RoomRules& rules, AccountId account, std::uint64_t up_to) {
    auto& readers = rules.periods.back().readers;
    const auto found =
        std::find_if(readers.begin(), readers.end(),
                     [account](const PrivatePeriod::Reader& one) { return one.who == account; });
    if (found != readers.end()) return void(found->up_to = up_to);
    if (readers.size() < RoomRules::max_readers) readers.push_back({account, up_to});
    bound(rules);
}

}  // namespace

// False: too much is being moved or removed already.
bool Doors::change_key(Room& room, std::string key) {
    const std::string before = room.name().key;
    const std::uint64_t up_to = room.last_id();
    if (!hub_.log().rename(before, key, up_to)) return false;
    hub_.state().remove_room(before);
    hub_.rooms().change_key(room, std::move(key));
    hub_.moderation().room_renamed(before, room.name().key);
    room.rules->moved_from = before;
    room.rules->moved_up_to = up_to;
    return true;
}

// The one room of the name that all see: another one must not be there already.
Outcome Doors::show_to_all(Room& room) {
    const std::string base = room.name().key.substr(room.name().key.find('#') + 1);
    const Room* other = hub_.rooms().find_by_key(base);
    if (other != nullptr && (!other->members().empty() || other->rules || other->is_lobby())) {
        return Outcome{false, sentence("there is another #", room.name().text,
                                       " that everybody sees, so this one stays private")};
    }
    const std::uint64_t last = room.last_id();
    if (!change_key(room, base)) return Outcome{false, std::string(busy)};
    end_period(room, last);
    room.rules->unlisted = false;
    return {true, {}};
}

Outcome Doors::set_private(const Actor& actor, Room& room, bool on, Now now) {
    if (std::string why = not_allowed(actor, room, true); !why.empty()) return Outcome{false, std::move(why)};
    if (!owned(room)) {
        return Outcome{false, sentence("#", room.name().text, " is nobody's own, so it is open to all")};
    }
    if (room.rules->unlisted == on) {
        return Outcome{false, sentence("#", room.name().text, " is ", on ? "private" : "public", " already")};
    }
    if (!on) {
        Outcome shown = show_to_all(room);
        if (!shown.done) return shown;
        tell_changed(actor, room, sentence("made #", room.name().text, " public: everyone sees it"), now);
        return changed(actor, room, "public", sentence("#", room.name().text, " is public: everyone sees it"),
                       now);
    }
    if (!change_key(room, sentence(room.rules->owner, "#", room.name().key))) {
        return Outcome{false, std::string(busy)};
    }
    begin_period(room);
    for (const Client* member : room.members()) let_back(*member, room);
    tell_changed(actor, room, sentence("made #", room.name().text, " private: nobody else can find it"), now);
    return changed(
        actor, room, "private",
        sentence("#", room.name().text, " is private: nobody else can find it; /invite lets someone in"),
        now);
}

void Doors::begin_period(Room& room) {
    room.rules->unlisted = true;
    room.rules->periods.push_back({room.last_id() + 1, still_private, {}});
    bound(*room.rules);
    for (const Client* member : room.members()) reads(*member, room, still_private);
}

void Doors::end_period(Room& room, std::uint64_t last) {
    PrivatePeriod* period = open_period(room);
    if (period == nullptr) return;
    for (const Client* member : room.members()) reads(*member, room, last);
    period->to = last;
    if (period->to < period->from) room.rules->periods.pop_back();  // nothing was said
}

// What was removed needs no readers any more.
void Doors::forget_periods(Room& room) {
    if (!room.rules) return;
    std::erase_if(room.rules->periods, [](const PrivatePeriod& one) { return one.to != still_private; });
    if (PrivatePeriod* period = open_period(room)) period->from = room.last_id() + 1;
    if (room.guests) room.guests->readers.clear();
}

// `client` is a member of a private room, or has been one until now.
void Doors::reads(const Client& client, Room& room, std::uint64_t up_to) {
    const PrivatePeriod* period = open_period(room);
    if (period == nullptr) return;
    if (client.account != nullptr) return add_reader(*room.rules, client.account->id, up_to);
    auto& readers = guests_of(room).readers;
    std::erase_if(readers, [&](const RoomGuests::Reader& one) {
        return one.who == client.id && one.from == period->from;
    });
    if (readers.size() >= RoomGuests::max_named) readers.erase(readers.begin());
    readers.push_back({client.id, client.code, period->from, up_to});
}

// At the start, when nobody is there.
void Doors::load_periods(Room& room) {
    RoomRules& rules = *room.rules;
    if (!rules.unlisted) return;
    if (rules.periods.empty() || rules.periods.back().to != still_private) {
        rules.periods.push_back({1, still_private, {}});  // as an earlier version kept it
        for (const auto* list : {&rules.operators, &rules.voices, &rules.invited}) {
            for (const AccountId account : *list) add_reader(rules, account, room.last_id());
        }
        add_reader(rules, rules.owner, room.last_id());
    }
    for (PrivatePeriod::Reader& one : rules.periods.back().readers) {
        one.up_to = std::min(one.up_to, room.last_id());
    }
}

PrivateIds Doors::private_ids(const Client& client, const Room& room) const {
    PrivateIds ids;
    if (!room.rules) return ids;
    const bool member = client.membership(room) != nullptr;
    for (const PrivatePeriod& period : room.rules->periods) {
        if (period.to == still_private) {
            (member ? ids.shown : ids.hidden).push_back({period.from, period.to});
            continue;
        }
        const std::uint64_t up_to = std::min(period.to, read_up_to(client, room, period));
        if (up_to >= period.from) ids.shown.push_back({period.from, up_to});
        if (up_to < period.to) ids.hidden.push_back({std::max(period.from, up_to + 1), period.to});
    }
    return ids;
}

std::uint64_t Doors::read_up_to(const Client& client, const Room& room, const PrivatePeriod& period) {
    std::uint64_t up_to = 0;
    for (const PrivatePeriod::Reader& one : period.readers) {
        if (client.account != nullptr && one.who == client.account->id) up_to = std::max(up_to, one.up_to);
    }
    if (!room.guests) return up_to;
    for (const RoomGuests::Reader& one : room.guests->readers) {
        if (one.who == client.id && one.from == period.from) up_to = std::max(up_to, one.up_to);
    }
    return up_to;
}

// Where somebody had a place under that key: in a room that was private then and may be public now.
Room* Doors::room_of_seat(std::string_view key) {
    if (Room* room = hub_.rooms().find_by_key(key)) return room;
    const std::size_t mark = key.find('#');
    if (mark == std::string_view::npos) return nullptr;
    Room* room = hub_.rooms().find_by_key(key.substr(mark + 1));
    const bool same = room != nullptr && owned(*room) && room->rules->moved_from == key;
    return same ? room : nullptr;
}

}  // namespace confab
