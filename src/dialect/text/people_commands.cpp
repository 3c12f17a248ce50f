#include "people_commands.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/users/name_refusal.hpp"
#include "confab/core/users/user_directory.hpp"

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
    auto checked = parts_.names.check_person(arguments[0]);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return caller.refuse(refusal_of(*fault));
    parts_.log.propose({now, operation::Rename{caller.id(), std::get<Name>(std::move(checked))}});
}

void PeopleCommands::who(Caller& caller, const Arguments& arguments, Now now) {
    const User& user = caller.user();
    const Room* room = arguments.has(0) ? parts_.access.find(user, arguments[0]) : user.connection.current;
    if (room == nullptr) return caller.refuse(Refusal(Code::room_unknown));

    const auto& members = room->members();
    caller.tell({Code::room_members, room->name().text, members.size()});
    for (std::size_t i = 0; i < std::min(members.size(), max_listed); ++i) {
        caller.tell(describe_in_room(user, *members[i], *room, now));
    }
    caller.tell_unlisted(members.size());
}

void PeopleCommands::away(Caller& caller, const Arguments& arguments, Now now) {
    parts_.log.propose({now, operation::SetAway{caller.id(), true, std::string(arguments[0])}});
}

void PeopleCommands::back(Caller& caller, Now now) {
    parts_.log.propose({now, operation::SetAway{caller.id(), false}});
}

void PeopleCommands::ignore(Caller& caller, const Arguments& arguments, Now now) {
    if (!arguments.has(0)) return tell_ignored(caller);
    ignore(caller, arguments[0], true, now);
}

void PeopleCommands::unignore(Caller& caller, const Arguments& arguments, Now now) {
    ignore(caller, arguments[0], false, now);
}

void PeopleCommands::ignore(const Caller& caller, std::string_view whom, bool on, Now now) {
    Name name{std::string(whom), parts_.names.key_of(whom)};
    parts_.log.propose({now, operation::Ignore{caller.id(), std::move(name), on}});
}

void PeopleCommands::tell_ignored(const Caller& caller) {
    const User& user = caller.user();
    if (!user.extras || user.extras->ignores.empty()) return caller.tell({Code::ignored_nobody});
    NameList names;
    for (const Name& name : user.extras->ignores) names.push_back(name.text);
    caller.tell({Code::ignored_people, names});
}

}  // namespace confab
