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
    const Refusal why = parts_.authentication.take_name(caller.client(), arguments[0], now);
    if (why) caller.refuse(why);
}

void PeopleCommands::who(Caller& caller, const Arguments& arguments, Now now) {
    const Client& client = caller.client();
    const Room* room = arguments.has(0) ? parts_.access.find(client, arguments[0]) : client.current;
    if (room == nullptr) return caller.refuse(Refusal(Code::room_unknown));

    const auto& members = room->members();
    caller.tell({Code::room_members, room->name().text, members.size()});
    for (std::size_t i = 0; i < std::min(members.size(), max_listed); ++i) {
        caller.tell(describe_in_room(*members[i], *room, now));
    }
    caller.tell_unlisted(members.size());
}

void PeopleCommands::away(Caller& caller, const Arguments& arguments, Now now) {
    Client& client = caller.client();
    const std::string_view why = arguments[0];
    const Refusal refusal = parts_.access.can_talk(client, now);
    if (!why.empty() && refusal) return caller.refuse(refusal);

    ClientExtras& extras = client.more();
    extras.away = true;
    extras.away_text = why;
    caller.tell({Code::you_are_away, why});
}

void PeopleCommands::back(Caller& caller) {
    Client& client = caller.client();
    if (!client.extras || !client.extras->away) return caller.tell({Code::you_were_not_away});
    client.extras->away = false;
    client.extras->away_text.clear();
    caller.tell({Code::you_are_back});
}

void PeopleCommands::ignore(Caller& caller, const Arguments& arguments) {
    if (!arguments.has(0)) return tell_ignored(caller);
    Client& client = caller.client();
    const std::string_view whom = arguments[0];
    const Client* other = parts_.users.find_by_key(parts_.names.key_of(whom));
    if (other == nullptr) {
        return caller.refuse({Code::nobody_here_called, whom});
    }
    if (other == &client) return caller.refuse({Code::ignore_yourself});
    if (client.more().ignores.size() >= Ignores::max_per_client) {
        return caller.refuse({Code::ignored_too_many, Ignores::max_per_client});
    }

    parts_.ignores.add(client, other->name);
    caller.tell({Code::ignored, other->name.text});
}

void PeopleCommands::tell_ignored(const Caller& caller) {
    const Client& client = caller.client();
    if (!client.extras || client.extras->ignores.empty()) return caller.tell({Code::ignored_nobody});
    NameList names;
    for (const Name& name : client.extras->ignores) names.push_back(name.text);
    caller.tell({Code::ignored_people, names});
}

void PeopleCommands::unignore(Caller& caller, const Arguments& arguments) {
    const std::string_view whom = arguments[0];
    if (!parts_.ignores.remove(caller.client(), parts_.names.key_of(whom))) {
        return caller.refuse({Code::not_ignored, whom});
    }
    caller.tell({Code::unignored, whom});
}

}  // namespace confab
