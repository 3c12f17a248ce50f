// What /who and /whois tell of somebody.
#include "confab/base/text.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/users/user_clock.hpp"
#include "connection_commands.hpp"
#include "people_commands.hpp"

namespace confab {

namespace {

bool is_away(const User& person) { return person.extras && person.extras->away; }

// Whether the person is away, and why. The writer of an away text may have been silenced since.
void add_away(Reply& row, const User& person, bool is_silenced) {
    const bool away = is_away(person);
    row.arguments.push_back(away ? argument(true) : Argument());
    const std::string_view text = away && !is_silenced ? person.extras->away_text : std::string_view();
    row.arguments.push_back(argument(shortened(text, max_listed_text)));
}

// How many connections one has is for oneself, if there are several.
void add_connections(Reply& row, const User& asker, const User& person) {
    const bool told = &asker == &person && person.others;
    row.arguments.push_back(told ? argument(person.connections()) : Argument());
}

}  // namespace

Reply PeopleCommands::describe_in_room(const User& asker, const User& person, const Room& room,
                                       Now now) const {
    const bool is_silenced = is_away(person) && parts_.access.is_silenced(person, room, now);
    Reply row(Code::member, person.name.text, room.name().text, now.mono - person.connection.last_active,
              Roles::shown(person, room));
    add_away(row, person, is_silenced);
    add_connections(row, asker, person);
    return row;
}

void PeopleCommands::whois(Caller& caller, const Arguments& arguments, Now now) {
    const User& user = caller.user();
    const User* person = parts_.users.find_by_key(parts_.names.key_of(arguments[0]));
    if (person == nullptr) return tell_absent(caller, arguments[0], now);

    caller.tell(describe(user, *person, now));
    if (person == &user) tell_connections(caller, now);
    if (person != &user) {
        const NameList rooms = common_rooms(user, *person);
        caller.tell({rooms.empty() ? Code::no_common_rooms : Code::common_rooms, rooms});
    }
    if (parts_.server_roles.is_operator(user)) {
        caller.tell({Code::person_address, person->name.text, person->connection.address.text()});
    }
}

void PeopleCommands::tell_absent(const Caller& caller, std::string_view wanted, Now now) {
    const Account* account = parts_.accounts.find_by_key(parts_.names.key_of(wanted));
    if (account == nullptr) return caller.refuse({Code::name_unknown_at_all, excerpt(wanted, 64)});
    const LocalTime since{account->created, clock_of(caller.user())};
    const auto ago = std::chrono::duration_cast<Milliseconds>(now.wall - account->last_seen);
    caller.tell({Code::person_absent, account->name.text, since, ago});
}

Reply PeopleCommands::describe(const User& asker, const User& person, Now now) const {
    const bool is_silenced = is_away(person) && parts_.access.can_talk(person, now);
    const bool is_guest = person.account == nullptr;
    const Argument since = is_guest ? Argument() : LocalTime{person.account->created, clock_of(asker)};
    Reply row(is_guest ? Code::person_guest : Code::person_registered, person.name.text, since,
              parts_.server_roles.is_operator(person), now.mono - person.since(),
              now.mono - person.connection.last_active);
    add_away(row, person, is_silenced);
    add_connections(row, asker, person);
    return row;
}

NameList PeopleCommands::common_rooms(const User& asker, const User& person) const {
    NameList rooms;
    for (const Membership& membership : person.rooms) {
        const Room& room = *membership.room;
        if (asker.membership(room) != nullptr && parts_.access.sees(asker, room)) {
            rooms.push_back(room.name().text);
        }
    }
    return rooms;
}

}  // namespace confab
