#include "help_command.hpp"

#include <array>
#include <string>
#include <vector>

#include "confab/base/text.hpp"
#include "offered.hpp"

namespace confab {

namespace {

constexpr std::array keys_of_the_terminal = {
    "Keys of the terminal (/ui) are those of bash; docs/terminal.md has all of them.",
    "Enter              sends the line, wherever the cursor is",
    "Left, Right        one character; with Ctrl or Alt one word",
    "Home, End          the beginning and the end of the line; Ctrl-A, Ctrl-E too",
    "Up, Down           the lines you have sent; Ctrl-R searches in them",
    "Tab, Shift-Tab     complete a name, a room or a command; again for the next",
    "Ctrl-W, Alt-D      cut the word before the cursor, the one behind it",
    "Ctrl-U, Ctrl-K     cut all before the cursor, all behind it; Ctrl-Y puts it back",
    "Ctrl-L             paints the screen anew",
    "Ctrl-C             clears the line",
    "Ctrl-D             in an empty line leaves, as /quit does",
};

void tell_all(const Caller& caller, const ChatSettings& settings) {
    for (const Command& command : commands()) {
        if (!is_offered(command, caller.user(), settings)) continue;
        caller.tell({Code::help_command, synopsis(command), command.summary});
    }
}

void tell_keys(const Caller& caller) {
    for (const char* line : keys_of_the_terminal) caller.tell({Code::help_keys, line});
}

void tell_command(const Caller& caller, const Command& command) {
    caller.tell({Code::help_usage, synopsis(command), command.summary});
    if (!command.details.empty()) caller.tell({Code::help_details, command.details});
}

void refuse_unknown(const Caller& caller, std::string_view name, std::vector<const Command*> like) {
    caller.refuse({Code::help_unknown, name, meant_by(name, std::move(like)).names});
}

void help(const Caller& caller, const Arguments& arguments, const ChatSettings& settings) {
    const std::string_view wanted = arguments[0];
    if (wanted.empty()) return tell_all(caller, settings);
    const std::string name = ascii_lower(wanted.starts_with('/') ? wanted.substr(1) : wanted);
    if (name == "keys") return tell_keys(caller);
    std::vector<const Command*> like = commands_like(name);
    if (like.size() != 1) return refuse_unknown(caller, name, std::move(like));
    tell_command(caller, *like.front());
}

}  // namespace

void add_help_to(CommandTable& table, const ChatSettings& settings) {
    table.add("help", [&settings](Caller& caller, const Arguments& arguments, Now) {
        help(caller, arguments, settings);
    });
}

}  // namespace confab
