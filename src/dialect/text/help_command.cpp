#include "help_command.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "confab/base/text.hpp"

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

void tell_all(const Caller& caller) {
    constexpr std::size_t min_width = 20;
    for (const Command& command : commands()) {
        std::string line = synopsis(command);
        line.resize(std::max(line.size(), min_width), ' ');
        caller.tell(sentence(line, "  ", command.summary));
    }
}

void tell_keys(const Caller& caller) {
    for (const char* line : keys_of_the_terminal) caller.tell(line);
}

void tell_command(const Caller& caller, const Command& command) {
    caller.tell(sentence(synopsis(command), ": ", command.summary));
    if (!command.details.empty()) caller.tell(command.details);
}

void refuse_unknown(const Caller& caller, std::string_view name, std::vector<const Command*> like) {
    const Meant meant = meant_by(name, std::move(like));
    caller.refuse(sentence("there is no command /", name, meant.question, " /help lists them all"));
}

void help(const Caller& caller, const Arguments& arguments) {
    const std::string_view wanted = arguments[0];
    if (wanted.empty()) return tell_all(caller);
    const std::string name = ascii_lower(wanted.starts_with('/') ? wanted.substr(1) : wanted);
    if (name == "keys") return tell_keys(caller);
    std::vector<const Command*> like = commands_like(name);
    if (like.size() != 1) return refuse_unknown(caller, name, std::move(like));
    tell_command(caller, *like.front());
}

}  // namespace

void add_help_to(CommandTable& table) {
    table.add("help", [](Caller& caller, const Arguments& arguments, Now) { help(caller, arguments); });
}

}  // namespace confab
