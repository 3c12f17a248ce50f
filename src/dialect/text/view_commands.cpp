#include "view_commands.hpp"

#include "confab/core/rooms/views.hpp"

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
}

void ViewCommands::echo(Caller& caller, const Arguments& arguments) {
    const bool on = arguments.is_on(0);
    caller.user().connection.echo = on;
    caller.tell({on ? Code::echo_on : Code::echo_off});
}

void ViewCommands::quiet(Caller& caller, const Arguments& arguments) {
    User& user = caller.user();
    const QuietSetting setting = quiet_setting(arguments.choice(0));
    View view = user.connection.view;
    view.quiet = setting.value;
    user.connection.chose_quiet = true;
    views_.change(user, view);
    caller.tell({setting.answer});
}

void ViewCommands::timestamps(Caller& caller, const Arguments& arguments) {
    View view = caller.user().connection.view;
    view.timestamps = arguments.is_on(0);
    views_.change(caller.user(), view);
    caller.tell({view.timestamps ? Code::timestamps_on : Code::timestamps_off});
}

void ViewCommands::format(Caller& caller, const Arguments& arguments) {
    const std::string word = arguments.choice(0);
    View view = caller.user().connection.view;
    if (word == "json" && view.interactive) {
        return caller.refuse({Code::format_needs_lines});
    }
    view.structured = word == "json";
    views_.change(caller.user(), view);
    caller.tell({view.structured ? Code::format_for_programs : Code::format_for_people});
}

}  // namespace confab
