#include "view_commands.hpp"

#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/room.hpp"

namespace confab {

namespace {

struct QuietSetting {
    Quiet value;
    Code answer;
};

QuietSetting quiet_setting(std::string_view word) {
    if (word == "on") return {Quiet::on, Code::quiet_on};
    if (word == "off") return {Quiet::off, Code::quiet_off};
    return {Quiet::all, Code::quiet_all};
}

}  // namespace

void ViewCommands::add_to(CommandTable& table) {
    table.add("echo", *this, &ViewCommands::echo);
    table.add("quiet", *this, &ViewCommands::quiet);
    table.add("timestamps", *this, &ViewCommands::timestamps);
    table.add("format", *this, &ViewCommands::format);
    table.add("motd", *this, &ViewCommands::motd);
}

void ViewCommands::echo(Caller& caller, const Arguments& arguments, Now now) {
    const bool on = arguments.is_on(0);
    log_.propose({now, operation::Prefer{.connection = caller.id(), .echo = on}});
    caller.tell({on ? Code::echo_on : Code::echo_off});
}

void ViewCommands::quiet(Caller& caller, const Arguments& arguments, Now now) {
    const QuietSetting setting = quiet_setting(arguments.choice(0));
    log_.propose({now, operation::Prefer{.connection = caller.id(), .quiet = setting.value}});
    caller.tell({setting.answer});
}

void ViewCommands::timestamps(Caller& caller, const Arguments& arguments, Now now) {
    const bool on = arguments.is_on(0);
    log_.propose({now, operation::Prefer{.connection = caller.id(), .timestamps = on}});
    caller.tell({on ? Code::timestamps_on : Code::timestamps_off});
}

void ViewCommands::format(Caller& caller, const Arguments& arguments, Now now) {
    const bool structured = arguments.choice(0) == "json";
    if (structured && caller.user().connection.view.interactive) {
        return caller.refuse({Code::format_needs_lines});
    }
    log_.propose({now, operation::Prefer{.connection = caller.id(), .structured = structured}});
    if (!structured) return caller.tell({Code::format_for_people});
    const Room* room = caller.user().connection.current;  // none before a login
    caller.tell({Code::format_for_programs, caller.user().name.text, room == nullptr ? "" : room->name().text,
                 settings_.max_joined, settings_.max_topic, settings_.block_lines, settings_.block_bytes});
}

void ViewCommands::motd(Caller& caller, const Arguments& /*arguments*/, Now /*now*/) {
    if (settings_.motd.empty()) return caller.tell({Code::motd_none});
    for (const std::string& line : settings_.motd) caller.tell({Code::motd, line});
}

}  // namespace confab
