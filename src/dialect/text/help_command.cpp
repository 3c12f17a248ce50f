#include "help_command.hpp"

#include <string>
#include <vector>

#include "confab/base/text.hpp"
#include "confab/core/rooms/roles.hpp"
#include "offered.hpp"

namespace confab {

namespace {

void tell_row(const Caller& caller, const Command& command) {
    caller.tell({Code::help_command, synopsis(command), command.summary});
}

void tell_command(const Caller& caller, const Command& command) {
    caller.tell({Code::help_usage, synopsis(command), command.summary});
    if (!command.details.empty()) caller.tell({Code::help_details, command.details});
}

void refuse_unknown(const Caller& caller, std::string_view name, std::vector<const Command*> like) {
    caller.refuse({Code::help_unknown, name, meant_by(name, std::move(like)).names});
}

}  // namespace

void HelpCommand::add_to(CommandTable& table) { table.add("help", *this, &HelpCommand::help); }

void HelpCommand::help(Caller& caller, const Arguments& arguments) {
    const std::string_view wanted = arguments[0];
    if (wanted.empty()) return tell_everyday(caller);
    const std::string name = ascii_lower(wanted.starts_with('/') ? wanted.substr(1) : wanted);
    if (name == "all") return tell_all(caller);
    if (const HelpTopic* topic = find_topic(name)) return tell_topic(caller, *topic);
    std::vector<const Command*> like = commands_like(name);
    if (like.size() != 1) return refuse_unknown(caller, name, std::move(like));
    if (const HelpTopic* topic = find_topic(like.front()->name)) return tell_topic(caller, *topic);
    tell_command(caller, *like.front());
}

// Those who have not logged in can do so little that it is all shown.
void HelpCommand::tell_everyday(const Caller& caller) const {
    if (caller.user().is_unnamed()) return tell_all(caller);
    for (const std::string_view name : everyday_commands()) tell_row(caller, *find_command(name));
    NameList topics;
    for (const HelpTopic& topic : help_topics()) {
        if (is_shown(caller, topic)) topics.emplace_back(topic.name);
    }
    caller.tell({Code::help_topics, topics});
    caller.tell({Code::help_more});
}

void HelpCommand::tell_all(const Caller& caller) const {
    for (const Command& command : commands()) {
        if (is_offered(command, caller.user(), settings_)) tell_row(caller, command);
    }
}

// A command that has the name of its topic comes first, in full.
void HelpCommand::tell_topic(const Caller& caller, const HelpTopic& topic) const {
    if (!is_shown(caller, topic)) return caller.refuse({Code::help_for_operators, topic.name});
    const Command* same = find_command(topic.name);
    if (same != nullptr && same->name == topic.name) tell_command(caller, *same);
    for (const std::string_view name : topic.commands) {
        const Command& command = *find_command(name);
        if (command.name != topic.name && is_listed(caller, command)) tell_row(caller, command);
    }
    for (const std::string_view line : topic.lines) caller.tell({Code::help_keys, line});
}

bool HelpCommand::is_listed(const Caller& caller, const Command& command) const {
    const bool is_theirs =
        command.name != "lockdown" || roles_.actor(caller.user(), nullptr).role == Role::server_operator;
    return is_theirs && is_offered(command, caller.user(), settings_);
}

bool HelpCommand::is_shown(const Caller& caller, const HelpTopic& topic) const {
    if (!topic.for_operators) return true;
    const Room* room = caller.user().connection.current;
    return roles_.actor(caller.user(), room).role >= Role::room_operator;
}

}  // namespace confab
