// What /who and /whois tell of somebody.
#include <algorithm>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/users/client_clock.hpp"
#include "people_commands.hpp"

namespace confab {

namespace {

bool is_away(const Client& person) { return person.extras && person.extras->away; }

// The writer of an away text may have been silenced since.
std::string away_mark(const Client& person, bool is_silenced) {
    if (!is_away(person)) return {};
    const std::string why = is_silenced ? "" : shortened(person.extras->away_text, max_listed_text);
    return sentence(why.empty() ? ", away" : ", away: ", why);
}

}  // namespace

std::string PeopleCommands::describe_in_room(const Client& person, const Room& room, Now now) const {
    const std::string_view role = Roles::shown(person, room);
    const bool is_silenced = is_away(person) && parts_.access.is_silenced(person, room, now);
    return sentence(person.name.text, ", idle ", brief(now.mono - person.last_active),
                    role.empty() ? "" : ", ", role, away_mark(person, is_silenced));
}

void PeopleCommands::whois(Caller& caller, const Arguments& arguments, Now now) {
    const Client& client = caller.client();
    const Client* person = parts_.users.find_by_key(parts_.names.key_of(arguments[0]));
    if (person == nullptr) return tell_absent(caller, arguments[0], now);

    caller.tell(describe(client, *person, now));
    if (person != &client) {
        const std::string rooms = common_rooms(client, *person);
        caller.tell(rooms.empty() ? sentence("you share no room") : sentence("you share ", rooms));
    }
    if (parts_.server_roles.is_operator(client)) {
        caller.tell(sentence(person->name.text, " is connected from ", person->address.text()));
    }
}

void PeopleCommands::tell_absent(const Caller& caller, std::string_view wanted, Now now) {
    const Account* account = parts_.accounts.find_by_key(parts_.names.key_of(wanted));
    if (account == nullptr) {
        return caller.refuse(
            sentence("nobody here is called ", excerpt(wanted, 64), ", and nobody registered is"));
    }
    caller.tell(sentence(account->name.text, ": registered since ",
                         date(account->created, clock_of(caller.client())), ", not here, last seen ",
                         brief(now.wall - account->last_seen), " ago"));
}

std::string PeopleCommands::describe(const Client& asker, const Client& person, Now now) const {
    const bool is_silenced = is_away(person) && parts_.access.can_talk(person, now);
    return sentence(person.name.text, ": ", describe_account(asker, person), ", here for ",
                    brief(now.mono - person.connected_at), ", idle ", brief(now.mono - person.last_active),
                    away_mark(person, is_silenced));
}

std::string PeopleCommands::describe_account(const Client& asker, const Client& person) const {
    std::string text = person.account == nullptr
                           ? std::string("a guest")
                           : sentence("registered since ", date(person.account->created, clock_of(asker)));
    if (parts_.server_roles.is_operator(person)) text.append(", operator of this server");
    return text;
}

std::string PeopleCommands::common_rooms(const Client& asker, const Client& person) const {
    std::string rooms;
    for (const Membership& membership : person.rooms) {
        const Room& room = *membership.room;
        if (asker.membership(room) == nullptr || !parts_.access.sees(asker, room)) continue;
        rooms += sentence(rooms.empty() ? "#" : ", #", room.name().text);
    }
    return rooms;
}

}  // namespace confab
