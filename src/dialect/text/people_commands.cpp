#include "people_commands.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

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
    Client& client = caller.client();
    auto checked = parts_.names.check_person(arguments[0]);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return caller.refuse(confab::describe(*fault));
    Name& name = std::get<Name>(checked);
    if (name.text == client.name.text) return caller.refuse(sentence("you are already called ", name.text));
    const std::string refusal = refuses_name(client, name, now);
    if (!refusal.empty()) return caller.refuse(refusal);

    const bool is_other = client.account != nullptr && client.account->name.key != name.key;
    if (is_other) parts_.authentication.log_out(client, now);
    parts_.hub.rename(client, std::move(name), now);
    if (client.account != nullptr) client.account->name.text = client.name.text;
}

// A registered name is refused first: its owner may be connected elsewhere, and is told of /login.
std::string PeopleCommands::refuses_name(const Client& client, const Name& name, Now now) {
    std::string refusal = parts_.authentication.refuses_name(client, name);
    if (refusal.empty()) refusal = refuses_taken(client, name);
    if (refusal.empty()) refusal = parts_.moderation.refuses_name(client, name, now);
    if (refusal.empty()) refusal = parts_.moderation.refuses_guest(client);
    return refusal;
}

std::string PeopleCommands::refuses_taken(const Client& client, const Name& name) {
    const Client* holder = parts_.users.find_by_key(name.key);
    if (holder == nullptr || holder == &client) return {};
    if (name.text == holder->name.text) return sentence("the name ", name.text, " is taken, choose another");
    return sentence("the name ", name.text, " looks like ", holder->name.text,
                    ", who is here; choose another");
}

void PeopleCommands::who(Caller& caller, const Arguments& arguments, Now now) {
    const Client& client = caller.client();
    const Room* room = arguments.has(0) ? parts_.hub.find_room(client, arguments[0]) : client.current;
    if (room == nullptr) return caller.refuse("there is no such room, /rooms lists them all");

    const auto& members = room->members();
    caller.tell(sentence(members.size(), " in #", room->name().text, ":"));
    for (std::size_t i = 0; i < std::min(members.size(), max_listed); ++i) {
        caller.tell(describe_in_room(*members[i], *room, now));
    }
    if (members.size() > max_listed) caller.tell(sentence("and ", members.size() - max_listed, " more"));
}

void PeopleCommands::away(Caller& caller, const Arguments& arguments, Now now) {
    Client& client = caller.client();
    const std::string_view why = arguments[0];
    const std::string refusal = parts_.moderation.refuses_private(client, now);
    if (!why.empty() && !refusal.empty()) return caller.refuse(refusal);

    ClientExtras& extras = client.more();
    extras.away = true;
    extras.away_text = why;
    caller.tell(sentence("you are away", why.empty() ? "" : ": ", why));
}

void PeopleCommands::back(Caller& caller) {
    Client& client = caller.client();
    if (!client.extras || !client.extras->away) return caller.tell("you were not away");
    client.extras->away = false;
    client.extras->away_text.clear();
    caller.tell("you are back");
}

void PeopleCommands::ignore(Caller& caller, const Arguments& arguments) {
    if (!arguments.has(0)) return tell_ignored(caller);
    Client& client = caller.client();
    const std::string_view whom = arguments[0];
    const Client* other = parts_.users.find_by_key(parts_.names.key_of(whom));
    if (other == nullptr) {
        return caller.refuse(sentence("nobody here is called ", whom, ", /who lists who is here"));
    }
    if (other == &client) return caller.refuse("you cannot ignore yourself");
    if (client.more().ignores.size() >= Ignores::max_per_client) {
        return caller.refuse(
            sentence("you ignore ", Ignores::max_per_client, " people already, /unignore one first"));
    }

    parts_.hub.ignore(client, other->name);
    caller.tell(sentence("you ignore ", other->name.text, " now, /unignore ends it"));
}

void PeopleCommands::tell_ignored(const Caller& caller) {
    const Client& client = caller.client();
    if (!client.extras || client.extras->ignores.empty()) return caller.tell("you ignore nobody");
    std::string names;
    for (const Name& name : client.extras->ignores) names += (names.empty() ? "" : ", ") + name.text;
    caller.tell(sentence("you ignore ", names));
}

void PeopleCommands::unignore(Caller& caller, const Arguments& arguments) {
    const std::string_view whom = arguments[0];
    if (!parts_.hub.stop_ignoring(caller.client(), parts_.names.key_of(whom))) {
        return caller.refuse(sentence("you do not ignore ", whom, ", /ignore lists whom you do"));
    }
    caller.tell(sentence("you see ", whom, " again"));
}

}  // namespace confab
