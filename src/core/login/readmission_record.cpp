// What is written down of a person, in case the server crashes.
#include <algorithm>

#include "confab/core/login/readmission.hpp"

namespace confab {

namespace {

bool has(const std::vector<UserId>& list, UserId id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

std::size_t current_of(const User& user, const Connection& connection) {
    const auto is_current = [&](const Membership& each) { return each.room == connection.current; };
    const auto found = std::find_if(user.rooms.begin(), user.rooms.end(), is_current);
    return static_cast<std::size_t>(found - user.rooms.begin());
}

PersonRecord::Link link_of(const User& user, const Connection& each) {
    return {.id = each.id,
            .echo = each.echo,
            .chose_quiet = each.chose_quiet,
            .was_warned = each.was_warned,
            .view = each.view,
            .address = each.address,
            .since = each.since,
            .last_active = each.last_active,
            .display = each.display(),
            .current = current_of(user, each)};
}

}  // namespace

PersonRecord::Place Readmission::place_of(const User& user, const Membership& membership) const {
    const Room& room = *membership.room;
    PersonRecord::Place place{room.name(), membership.seen, membership.announced, membership.spoke};
    if (!room.guests) return place;
    place.guest_operator = has(room.guests->operators, user.id);
    place.guest_voice = has(room.guests->voices, user.id);
    return place;
}

PersonRecord Readmission::record_of(const User& user) const {
    PersonRecord record{.name = user.name.text,
                        .account = user.account == nullptr ? 0 : user.account->id,
                        .guest_number = user.guest_number,
                        .sanctions_at_login = user.sanctions_at_login,
                        .code = user.code,
                        .sanctions = sanctions_.of_user(user.id)};
    for (const Membership& each : user.rooms) record.places.push_back(place_of(user, each));
    if (user.extras) {
        record.away = user.extras->away;
        record.away_text = user.extras->away_text;
        record.ignores = user.extras->ignores;
    }
    user.for_each_connection([&](const Connection& each) { record.links.push_back(link_of(user, each)); });
    return record;
}

}  // namespace confab
