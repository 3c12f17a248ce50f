// /help /echo /quiet /timestamps /format: how one sees things
#include <array>

#include "command.hpp"
#include "confab/base/text.hpp"

namespace confab::command {

namespace {

std::string synopsis(const Command& command) {
    return sentence("/", command.name, command.arguments.empty() ? "" : " ", command.arguments);
}

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

void tell_keys(const Request& request) {
    for (const char* line : keys_of_the_terminal) request.hub.tell(request.client, line, request.now);
}

}  // namespace

void help(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    if (wanted.empty()) {
        for (const Command& each : commands()) {
            std::string line = synopsis(each);
            line.resize(std::max<std::size_t>(line.size(), 20), ' ');
            hub.tell(client, sentence(line, "  ", each.summary), now);
        }
        return;
    }
    const std::string name = ascii_lower(wanted.starts_with('/') ? wanted.substr(1) : wanted);
    if (name == "keys") return tell_keys(request);
    std::vector<const Command*> like = commands_like(name);
    if (like.size() != 1) {
        const Command* near = like.empty() ? nearest_command(name) : nullptr;
        if (near != nullptr) like.push_back(near);
        const std::string hint = like.empty() ? std::string(",") : did_you_mean(like);
        return hub.tell_error(client, sentence("there is no command /", name, hint, " /help lists them all"),
                              now);
    }
    const Command* known = like.front();
    hub.tell(client, sentence(synopsis(*known), ": ", known->summary), now);
    if (!known->details.empty()) hub.tell(client, known->details, now);
}

void echo(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::optional<bool> on = on_or_off(wanted);
    if (!on) return tell_usage(request);
    client.echo = *on;
    hub.tell(client,
             *on ? "echo is on: you see your own lines" : "echo is off: you do not see your own lines", now);
}

void quiet(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::string word = ascii_lower(wanted);
    if (word != "on" && word != "off" && word != "all") return tell_usage(request);
    View view = client.view;
    view.quiet = word == "on" ? Quiet::on : word == "off" ? Quiet::off : Quiet::all;
    client.chose_quiet = true;
    hub.change_view(client, view);
    hub.tell(client,
             word == "on"    ? "quiet is on: of comings and goings you see few"
             : word == "off" ? "quiet is off: you see who comes and goes"
                             : "quiet is all: you do not see who comes and goes",
             now);
}

void timestamps(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::optional<bool> on = on_or_off(wanted);
    if (!on) return tell_usage(request);
    View view = client.view;
    view.timestamps = *on;
    hub.change_view(client, view);
    hub.tell(client, *on ? "timestamps are on" : "timestamps are off", now);
}

void format(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::string word = ascii_lower(wanted);
    if (word != "text" && word != "json") return tell_usage(request);
    if (word == "json" && client.view.terminal) {
        return hub.tell_error(client, "json is for lines, /ui off leaves the terminal first", now);
    }
    View view = client.view;
    view.json = word == "json";
    hub.change_view(client, view);
    hub.tell(client, sentence("format is ", word), now);
}

}  // namespace confab::command
