#include "view_commands.hpp"

#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/room.hpp"
#include "user_settings.hpp"

namespace confab {

void ViewCommands::add_to(CommandTable& table) {
    table.add("echo", *this, &ViewCommands::echo);
    table.add("quiet", *this, &ViewCommands::quiet);
    table.add("timestamps", *this, &ViewCommands::timestamps);
    table.add("format", *this, &ViewCommands::format);
    table.add("motd", *this, &ViewCommands::motd);
    table.add("set", *this, &ViewCommands::set);
}

void ViewCommands::echo(Caller& caller, const Arguments& arguments, Now now) {
    const bool on = arguments.has(0) ? arguments.is_on(0) : caller.user().connection.echo;
    if (arguments.has(0)) log_.propose({now, operation::Prefer{.connection = caller.id(), .echo = on}});
    caller.tell({on ? Code::echo_on : Code::echo_off});
}

void ViewCommands::quiet(Caller& caller, const Arguments& arguments, Now now) {
    const View& view = caller.user().connection.view;
    if (!arguments.has(0)) return caller.tell({setting_word(quiet_words, view.quiet)->answer});
    const auto& setting = *setting_word(quiet_words, std::string_view(arguments.choice(0)));
    log_.propose({now, operation::Prefer{.connection = caller.id(), .quiet = setting.value}});
    caller.tell({setting.answer});
}

void ViewCommands::timestamps(Caller& caller, const Arguments& arguments, Now now) {
    const bool on = arguments.has(0) ? arguments.is_on(0) : caller.user().connection.view.timestamps;
    if (arguments.has(0)) {
        log_.propose({now, operation::Prefer{.connection = caller.id(), .timestamps = on}});
    }
    caller.tell({on ? Code::timestamps_on : Code::timestamps_off});
}

void ViewCommands::format(Caller& caller, const Arguments& arguments, Now now) {
    const View& view = caller.user().connection.view;
    const bool structured = arguments.has(0) ? arguments.choice(0) == "json" : view.structured;
    if (structured && view.interactive) return caller.refuse({Code::format_needs_lines});
    if (arguments.has(0)) {
        log_.propose({now, operation::Prefer{.connection = caller.id(), .structured = structured}});
    }
    if (!structured) return caller.tell({Code::format_for_people});
    const Room* room = caller.user().connection.current;  // none before a login
    caller.tell({Code::format_for_programs, caller.user().name.text, room == nullptr ? "" : room->name().text,
                 settings_.max_joined, settings_.max_line, settings_.max_topic, settings_.block_lines,
                 settings_.block_bytes});
}

void ViewCommands::motd(Caller& caller, const Arguments& /*arguments*/, Now /*now*/) {
    if (settings_.motd.empty()) return caller.tell({Code::motd_none});
    for (const std::string& line : settings_.motd) caller.tell({Code::motd, line});
}

// Those of the terminal only where there is one.
void ViewCommands::set(Caller& caller) {
    const Connection& connection = caller.user().connection;
    for (const UserSetting& setting : user_settings()) {
        if (setting.needs_terminal && !connection.view.interactive) continue;
        const Command& command = *find_command(setting.command);
        caller.tell({Code::setting_listed, command.name, setting.typed(connection), command.summary});
    }
}

}  // namespace confab
