#include "people_commands.hpp"

#include <algorithm>

#include "confab/core/login/authentication.hpp"

namespace confab {

void PeopleCommands::add_to(CommandTable& table) {
    table.add("nick", *this, &PeopleCommands::nick);
    table.add("who", *this, &PeopleCommands::who);
    table.add("whois", *this, &PeopleCommands::whois);
    table.add("away", *this, &PeopleCommands::away);
    table.add("back", *this, &PeopleCommands::back);
    table.add("ignore", *this, &PeopleCommands::ignore);
    table.add("unignore", *this, &PeopleCommands::unignore);
}

void PeopleCommands::nick(Caller& caller, const Arguments& arguments, Now now) {
    const Refusal why = parts_.authentication.take_name(caller.user(), arguments[0], now);
    if (why) caller.refuse(why);
}

void PeopleCommands::who(Caller& caller, const Arguments& arguments, Now now) {
    const User& user = caller.user();
    const Room* room = arguments.has(0) ? parts_.access.find(user, arguments[0]) : user.connection.current;
    if (room == nullptr) return caller.refuse(Refusal(Code::room_unknown));

    const auto& members = room->members();
    caller.tell({Code::room_members, room->name().text, members.size()});
    for (std::size_t i = 0; i < std::min(members.size(), max_listed); ++i) {
        caller.tell(describe_in_room(*members[i], *room, now));
    }
    caller.tell_unlisted(members.size());
}

void PeopleCommands::away(Caller& caller, const Arguments& arguments, Now now) {
    User& user = caller.user();
    const std::string_view why = arguments[0];
    const Refusal refusal = parts_.access.can_talk(user, now);
    if (!why.empty() && refusal) return caller.refuse(refusal);

    UserExtras& extras = user.more();
    extras.away = true;
    extras.away_text = why;
    caller.tell({Code::you_are_away, why});
}

void PeopleCommands::back(Caller& caller) {
    User& user = caller.user();
    if (!user.extras || !user.extras->away) return caller.tell({Code::you_were_not_away});
    user.extras->away = false;
    user.extras->away_text.clear();
    caller.tell({Code::you_are_back});
}

void PeopleCommands::ignore(Caller& caller, const Arguments& arguments) {
    if (!arguments.has(0)) return tell_ignored(caller);
    User& user = caller.user();
    const std::string_view whom = arguments[0];
    const User* other = parts_.users.find_by_key(parts_.names.key_of(whom));
    if (other == nullptr) {
        return caller.refuse({Code::nobody_here_called, whom});
    }
    if (other == &user) return caller.refuse({Code::ignore_yourself});
    if (user.more().ignores.size() >= Ignores::max_per_user) {
        return caller.refuse({Code::ignored_too_many, Ignores::max_per_user});
    }

    parts_.ignores.add(user, other->name);
    caller.tell({Code::ignored, other->name.text});
}

void PeopleCommands::tell_ignored(const Caller& caller) {
    const User& user = caller.user();
    if (!user.extras || user.extras->ignores.empty()) return caller.tell({Code::ignored_nobody});
    NameList names;
    for (const Name& name : user.extras->ignores) names.push_back(name.text);
    caller.tell({Code::ignored_people, names});
}

void PeopleCommands::unignore(Caller& caller, const Arguments& arguments) {
    const std::string_view whom = arguments[0];
    if (!parts_.ignores.remove(caller.user(), parts_.names.key_of(whom))) {
        return caller.refuse({Code::not_ignored, whom});
    }
    caller.tell({Code::unignored, whom});
}

}  // namespace confab
