// /nick /who /away /back /resume /ignore /unignore
#include <algorithm>

#include "command.hpp"
#include "confab/base/text.hpp"

namespace confab::command {

namespace {

// An away text is not shown where its writer may not speak.
std::string describe_person(Hub& hub, const Client& person, const Room& room, Now now) {
    std::string line = sentence(person.name.text, ", idle ", brief(now.mono - person.last_active));
    const std::string_view role = hub.doors().role(person, room);
    if (!role.empty()) line += sentence(", ", role);
    if (person.extras && person.extras->away) {
        const bool silenced = hub.silenced(person, room, now);
        const std::string why = silenced ? "" : shortened(person.extras->away_text, max_listed_text);
        line += sentence(", away", why.empty() ? "" : ": ", why);
    }
    return line;
}

// By somebody who is here and has it, or one that looks like it.
std::string taken(Hub& hub, const Client& client, const Name& name) {
    const Client* holder = hub.registry().find_by_key(name.key);
    if (holder == nullptr || holder == &client) return {};
    if (name.text == holder->name.text) return sentence("the name ", name.text, " is taken, choose another");
    return sentence("the name ", name.text, " looks like ", holder->name.text,
                    ", who is here; choose another");
}

}  // namespace

void nick(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    auto checked = hub.names().check_person(wanted);
    if (const auto* fault = std::get_if<NameFault>(&checked)) {
        return hub.tell_error(client, describe(*fault), now);
    }
    Name& name = std::get<Name>(checked);
    if (name.text == client.name.text) {
        return hub.tell_error(client, sentence("you are already called ", name.text), now);
    }
    // Whose name it is comes first: its owner, who may be connected elsewhere, wants to know of /login.
    std::string refusal = hub.logins().refuses_name(client, name);
    if (refusal.empty()) refusal = taken(hub, client, name);
    if (refusal.empty()) refusal = hub.moderation().refuses_name(client, name, now);
    if (refusal.empty()) refusal = hub.moderation().refuses_guest(client);
    if (!refusal.empty()) return hub.tell_error(client, refusal, now);
    if (client.account != nullptr && client.account->name.key != name.key) hub.logins().log_out(client, now);
    hub.rename(client, std::move(name), now);
    if (client.account != nullptr) client.account->name.text = client.name.text;
}

void who(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const Room* room = client.current;
    if (!wanted.empty()) room = hub.find_room(client, wanted);
    if (room == nullptr) return hub.tell_error(client, "there is no such room, /rooms lists them all", now);

    const auto& members = room->members();
    hub.tell(client, sentence(members.size(), " in #", room->name().text, ":"), now);
    for (std::size_t i = 0; i < std::min(members.size(), max_listed); ++i) {
        hub.tell(client, describe_person(hub, *members[i], *room, now), now);
    }
    if (members.size() > max_listed) {
        hub.tell(client, sentence("and ", members.size() - max_listed, " more"), now);
    }
}

void away(const Request& request) {
    const auto& [hub, client, command, why, now] = request;
    if (const std::string refusal = hub.moderation().refuses_private(client, now);
        !why.empty() && !refusal.empty()) {
        return hub.tell_error(client, refusal, now);
    }
    ClientExtras& extras = client.more();
    extras.away = true;
    extras.away_text = why;
    hub.tell(client, sentence("you are away", why.empty() ? "" : ": ", why), now);
}

void back(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    if (!client.extras || !client.extras->away) return hub.tell(client, "you were not away", now);
    client.extras->away = false;
    client.extras->away_text.clear();
    hub.tell(client, "you are back", now);
}

void resume(const Request& request) {
    request.hub.seats().resume(request.client, request.hub.secret(request.arguments), request.now);
}

void ignore(const Request& request) {
    const auto& [hub, client, command, whom, now] = request;
    if (whom.empty()) {
        if (!client.extras || client.extras->ignores.empty()) {
            return hub.tell(client, "you ignore nobody", now);
        }
        std::string names;
        for (const Name& name : client.extras->ignores) names += (names.empty() ? "" : ", ") + name.text;
        return hub.tell(client, sentence("you ignore ", names), now);
    }
    const Client* other = hub.registry().find_by_key(hub.names().key_of(whom));
    if (other == nullptr) {
        return hub.tell_error(client, sentence("nobody here is called ", whom, ", /who lists who is here"),
                              now);
    }
    if (other == &client) return hub.tell_error(client, "you cannot ignore yourself", now);
    if (client.more().ignores.size() >= Ignores::max_per_client) {
        return hub.tell_error(client, "you ignore 100 people already, /unignore one first", now);
    }
    hub.ignore(client, other->name);
    hub.tell(client, sentence("you ignore ", other->name.text, " now, /unignore ends it"), now);
}

void unignore(const Request& request) {
    const auto& [hub, client, command, whom, now] = request;
    if (!hub.stop_ignoring(client, hub.names().key_of(whom))) {
        return hub.tell_error(client, sentence("you do not ignore ", whom, ", /ignore lists whom you do"),
                              now);
    }
    hub.tell(client, sentence("you see ", whom, " again"), now);
}

}  // namespace confab::command
