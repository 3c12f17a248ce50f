#include "confab/core/login/readmission.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/sanction_reply.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab {

void Readmission::readmit(const PersonRecord& record, Milliseconds lost, Now now) {
    Account* account = account_of(record);
    if (const Refusal why = refusal_of(record, account, now)) return refuse(record, why, now);
    User& user = add(record, account, now);
    add_links(user, record);
    enter_rooms(user, record, now);
    tell_edge(user);
    user.for_each_connection([&](const Connection& each) {
        replies_.tell_in(each.id, {},
                         {Code::back_after_crash, user.name.text, each.current->name().text, lost}, now);
    });
}

// Their account may be gone, or be somebody else's by now.
Account* Readmission::account_of(const PersonRecord& record) {
    Account* account = accounts_.find(record.account);
    if (account == nullptr) return nullptr;
    const User* holder = users_.find_by_key(account->name.key);
    return holder == nullptr ? account : nullptr;
}

Refusal Readmission::refusal_of(const PersonRecord& record, const Account* account, Now now) {
    const bool is_guest = account == nullptr;
    if (record.links.empty() || (is_guest && settings_.guests == Guests::no))
        return {Code::guests_not_let_in};
    const Address& address = record.links.front().address;
    if (Refusal why = moderation_.can_connect(address, now).told) return why;
    const Sanction* ban = nullptr;
    if (is_guest) {
        GuestSeat seat;
        seat.name = {record.name, names_.key_of(record.name)};
        seat.sanctions = record.sanctions;
        ban = check_.ban_of_seat(seat, now);
    } else {
        ban = check_.ban_of_account(account->id, now);
    }
    if (ban == nullptr) return {};
    return sanctioned({Code::you_are_banned}, *ban, rooms_, ZoneClock());
}

void Readmission::refuse(const PersonRecord& record, const Refusal& why, Now now) {
    for (const PersonRecord::Link& each : record.links) {
        replies_.refuse_on(each.id, why, now);
        events_.hang_up(each.id, record.name, "not let in after the crash");
    }
}

// A name that somebody registered meanwhile, or has already, is lost.
User& Readmission::add(const PersonRecord& record, Account* account, Now now) {
    const ClientId id = record.links.front().id;
    auto name = names_.check_person(record.name);
    const auto* good = std::get_if<Name>(&name);
    User& user = users_.add_unnamed(id);
    user.account = account;
    user.sanctions_at_login = record.sanctions_at_login;
    if (account != nullptr) {
        users_.rename(user, account->name);
    } else if (good != nullptr && naming_.is_free_for(user, *good)) {
        users_.rename(user, *good);
        if (record.guest_number != 0 && users_.claim_guest_number(record.guest_number))
            user.guest_number = record.guest_number;
    } else {
        naming_.make_guest(user, now);
    }
    user.code = record.code;
    if (record.code != 0) tokens_.take(resume_code_text(record.code));
    for (const std::uint64_t sanction : record.sanctions) sanctions_.hold(sanction, user.id);
    if (!record.away) return user;
    user.more().away = true;
    user.more().away_text = access_.can_talk(user, now) ? std::string() : record.away_text;
    return user;
}

void Readmission::add_links(User& user, const PersonRecord& record) {
    for (const PersonRecord::Link& link : record.links) {
        Connection connection;
        connection.id = link.id;
        connection.address = link.address;
        connection.since = link.since;
        connection.last_active = link.last_active;
        connection.was_warned = link.was_warned;
        connection.echo = link.echo;
        connection.chose_quiet = link.chose_quiet;
        connection.view = link.view;
        connection.set_display(link.display);
        if (link.id == user.connection.id) {
            user.connection = std::move(connection);
        } else {
            users_.add_connection(user, std::move(connection));
        }
    }
}

void Readmission::enter_rooms(User& user, const PersonRecord& record, Now now) {
    std::vector<Room*> rooms;
    for (const PersonRecord::Place& place : record.places) rooms.push_back(enter(user, place, now));
    if (user.rooms.empty()) memberships_.enter(user, rooms_.lobby());
    set_current(user, record, rooms);
    const bool is_seen = std::any_of(user.rooms.begin(), user.rooms.end(),
                                     [](const Membership& each) { return each.announced || each.spoke; });
    if (!is_seen) presence_.arrived(user, now);
}

// Null if they may not be there any more, or there is no such room.
Room* Readmission::enter(User& user, const PersonRecord::Place& place, Now now) {
    Room* room = access_.left_under(place.room.key);
    if (room == nullptr) {
        const bool is_public = place.room.key == RoomKey::of_public(names_.key_of(place.room.text));
        if (!is_public || access_.can_enter(user, place.room, nullptr, {}, now)) return nullptr;
        room = &rooms_.make(place.room);
        room->maker = source_of(user.connection.address);
    }
    if (!memberships_.stay_in(user, *room, now)) return nullptr;
    Membership& membership = *user.membership(*room);
    const auto last = static_cast<std::uint32_t>(room->last_id());
    const bool is_known = static_cast<std::int32_t>(last - place.seen) >= 0;
    membership.seen = is_known ? place.seen : last;
    membership.announced = place.announced;
    membership.spoke = place.spoke;
    if (membership.spoke) membership.spoke_at = in_ticks(now.mono);
    if (place.guest_operator) room->guests_or_new().operators.push_back(user.id);
    if (place.guest_voice) room->guests_or_new().voices.push_back(user.id);
    return room;
}

void Readmission::set_current(User& user, const PersonRecord& record, const std::vector<Room*>& rooms) {
    std::size_t number = 0;
    user.for_each_connection([&](Connection& each) {
        const std::size_t place = record.links[number++].current;
        Room* room = place < rooms.size() ? rooms[place] : nullptr;
        each.current = room != nullptr ? room : user.rooms.front().room;
        if (&each == &user.connection) return;
        each.more().seen.clear();
        for (const Membership& membership : user.rooms) each.more().seen.push_back(membership.seen);
    });
}

// What the edge has may be a little older or newer.
void Readmission::tell_edge(const User& user) {
    user.for_each_connection([&](const Connection& each) { events_.change_view(each.id, each.view); });
    views_.tell_settings(user);
}

// Names of guests who are not back are left out, because a stranger gets the name next.
void Readmission::ignore_again(const PersonRecord& record) {
    if (record.links.empty()) return;
    User* user = users_.find(record.links.front().id);
    if (user == nullptr) return;
    for (const Name& name : record.ignores) {
        const bool is_somebody = users_.holds(name.key) || accounts_.find_by_key(name.key) != nullptr;
        if (is_somebody && name.key != user->name.key) ignores_.add(*user, name);
    }
}

}  // namespace confab
