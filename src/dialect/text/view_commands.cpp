#include "view_commands.hpp"

#include "confab/base/text.hpp"
#include "confab/core/rooms/views.hpp"

namespace confab {

namespace {

struct QuietSetting {
    Quiet value;
    std::string_view answer;
};

QuietSetting quiet_setting(std::string_view word) {
    if (word == "on") return {Quiet::on, "quiet is on: of comings and goings you see few"};
    if (word == "off") return {Quiet::off, "quiet is off: you see who comes and goes"};
    return {Quiet::all, "quiet is all: you do not see who comes and goes"};
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
    caller.client().echo = on;
    caller.tell(on ? "echo is on: you see your own lines" : "echo is off: you do not see your own lines");
}

void ViewCommands::quiet(Caller& caller, const Arguments& arguments) {
    Client& client = caller.client();
    const QuietSetting setting = quiet_setting(arguments.choice(0));
    View view = client.view;
    view.quiet = setting.value;
    client.chose_quiet = true;
    views_.change(client, view);
    caller.tell(setting.answer);
}

void ViewCommands::timestamps(Caller& caller, const Arguments& arguments) {
    View view = caller.client().view;
    view.timestamps = arguments.is_on(0);
    views_.change(caller.client(), view);
    caller.tell(view.timestamps ? "timestamps are on" : "timestamps are off");
}

void ViewCommands::format(Caller& caller, const Arguments& arguments) {
    const std::string word = arguments.choice(0);
    View view = caller.client().view;
    if (word == "json" && view.interactive) {
        return caller.refuse("json is for lines, /ui off leaves the terminal first");
    }
    view.structured = word == "json";
    views_.change(caller.client(), view);
    caller.tell(sentence("format is ", word));
}

}  // namespace confab
