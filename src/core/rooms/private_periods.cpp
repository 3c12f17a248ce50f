#include "confab/core/rooms/private_periods.hpp"

#include <algorithm>

namespace confab {

namespace {

PrivatePeriod* open_period(Room& room) {
    if (!room.hidden() || room.rules->periods.empty()) return nullptr;
    return &room.rules->periods.back();
}

std::size_t readers_of(const RoomRules& rules) {
    std::size_t count = 0;
    for (const PrivatePeriod& period : rules.periods) count += period.readers.size();
    return count;
}

// If there are too many, the oldest periods go: then nobody is shown what was said in them.
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

std::uint64_t read_up_to(const User& user, const Room& room, const PrivatePeriod& period) {
    std::uint64_t up_to = 0;
    for (const PrivatePeriod::Reader& one : period.readers) {
        if (user.account != nullptr && one.who == user.account->id) up_to = std::max(up_to, one.up_to);
    }
    if (!room.guests) return up_to;
    for (const RoomGuests::Reader& one : room.guests->readers) {
        if (one.who == user.id && one.from == period.from) up_to = std::max(up_to, one.up_to);
    }
    return up_to;
}

}  // namespace

void note_reader(const User& user, Room& room, std::uint64_t up_to) {
    const PrivatePeriod* period = open_period(room);
    if (period == nullptr) return;
    if (user.account != nullptr) return add_reader(*room.rules, user.account->id, up_to);
    auto& readers = room.guests_or_new().readers;
    std::erase_if(readers, [&](const RoomGuests::Reader& one) {
        return one.who == user.id && one.from == period->from;
    });
    if (readers.size() >= RoomGuests::max_named) readers.erase(readers.begin());
    readers.push_back({user.id, user.code, period->from, up_to});
}

void begin_private_period(Room& room) {
    room.rules->unlisted = true;
    room.rules->periods.push_back({room.last_id() + 1, still_private, {}});
    bound(*room.rules);
    for (const User* member : room.members()) note_reader(*member, room, still_private);
}

void end_private_period(Room& room, std::uint64_t last) {
    PrivatePeriod* period = open_period(room);
    if (period == nullptr) return;
    for (const User* member : room.members()) note_reader(*member, room, last);
    period->to = last;
    if (period->to < period->from) room.rules->periods.pop_back();  // nothing was said
}

void forget_private_periods(Room& room) {
    if (!room.rules) return;
    std::erase_if(room.rules->periods, [](const PrivatePeriod& one) { return one.to != still_private; });
    if (PrivatePeriod* period = open_period(room)) period->from = room.last_id() + 1;
    if (room.guests) room.guests->readers.clear();
}

void load_private_periods(Room& room) {
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

PrivateIds private_ids(const User& user, const Room& room) {
    PrivateIds ids;
    if (!room.rules) return ids;
    const bool member = user.membership(room) != nullptr;
    for (const PrivatePeriod& period : room.rules->periods) {
        if (period.to == still_private) {
            (member ? ids.shown : ids.hidden).push_back({period.from, period.to});
            continue;
        }
        const std::uint64_t up_to = std::min(period.to, read_up_to(user, room, period));
        if (up_to >= period.from) ids.shown.push_back({period.from, up_to});
        if (up_to < period.to) ids.hidden.push_back({std::max(period.from, up_to + 1), period.to});
    }
    return ids;
}

}  // namespace confab
