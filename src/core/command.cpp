#include "command.hpp"

#include <algorithm>
#include <array>

#include "text.hpp"

namespace confab {

namespace {

constexpr std::array table = {
    Command{"help", "[COMMAND]", "this list, or one command in full", "", command::help},
    Command{"nick", "NAME", "take another name",
            "A name has 1 to 32 letters, digits, '_', '-' or '.' and begins with a letter. "
            "Names that look alike are one name.",
            command::nick},
    Command{"who", "[ROOM]", "who is here, and for how long they have been idle", "", command::who},
    Command{"rooms", "", "the rooms, how many are in each, and the topic", "", command::rooms},
    Command{"join", "ROOM", "join a room, making it if need be, and talk in it",
            "In several rooms at once, each line shows its room. /join a room again to talk in it.",
            command::join},
    Command{"leave", "[ROOM]", "leave a room; leaving the last one goes back to the lobby", "",
            command::leave},
    Command{"topic", "[TEXT]", "show or set the topic", "", command::topic},
    Command{"msg", "NAME TEXT", "tell one person something in private", "", command::msg},
    Command{"reply", "TEXT", "answer the last private message that came", "", command::reply},
    Command{"me", "TEXT", "say what you do: /me waves", "", command::me},
    Command{"history", "[N]", "the last N lines of the room again", "", command::history},
    Command{"ignore", "[NAME]", "stop seeing someone, or list whom you ignore", "", command::ignore},
    Command{"unignore", "NAME", "see someone again", "", command::unignore},
    Command{"away", "[TEXT]", "say that you are away, to whoever asks /who or messages you", "",
            command::away},
    Command{"back", "", "say that you are back", "", command::back},
    Command{"echo", "on|off", "whether you see your own lines as the room does",
            "Seeing your line is the proof that it was delivered.", command::echo},
    Command{"timestamps", "on|off", "begin each line with the time", "", command::timestamps},
    Command{"format", "text|json", "how you see lines; json is for bots and scripts",
            "With json every line from the server is one JSON object. What you send stays the same.",
            command::format},
    Command{"quit", "[TEXT]", "leave, with a last word if you like", "", command::quit},
};

constexpr std::size_t longest_name = 16;  // of a command; what is longer is like none

// Edit distance in which a swap of two neighbours counts once, as typists make it
// (optimal string alignment). Neither is longer than longest_name.
std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, longest_name + 1>, longest_name + 1> cost{};
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({replace, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

void tell_unknown(Hub& hub, const Client& client, std::string_view typed, Now now) {
    const Command* near = nearest_command(ascii_lower(typed));
    const std::string hint = near != nullptr ? sentence(", did you mean /", near->name, "?") : ",";
    hub.tell_error(
        client,
        sentence("unknown command /", excerpt(typed, 32), hint, " nothing was sent (/help lists all)"), now);
}

}  // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const Command& command) { return command.name == name; });
    return found == table.end() ? nullptr : &*found;
}

const Command* nearest_command(std::string_view name) {
    if (name.empty() || name.size() > longest_name) return nullptr;

    const Command* nearest = nullptr;
    std::size_t least = name.size() <= 3 ? 2 : 3;  // more changes than this is another word
    for (const Command& command : table) {
        const bool begins = name.size() >= 2 && command.name.starts_with(name);
        const std::size_t changes = begins ? 1 : distance(name, command.name);
        if (changes < least) {
            least = changes;
            nearest = &command;
        }
    }
    return nearest;
}

void run_command(Hub& hub, Client& client, std::string_view text, Now now) {
    std::string_view arguments = text;
    const std::string_view typed = take_word(arguments);
    const Command* command = find_command(ascii_lower(typed));
    if (command == nullptr) return tell_unknown(hub, client, typed, now);

    const Request request{hub, client, *command, arguments, now};
    const bool takes_none = command->arguments.empty();
    const bool needs_some = !takes_none && !command->arguments.starts_with('[');
    if ((takes_none && !arguments.empty()) || (needs_some && arguments.empty())) return tell_usage(request);
    command->run(request);
}

void tell_usage(const Request& request) {
    const Command& command = request.command;
    request.hub.tell_error(
        request.client,
        sentence("usage: /", command.name, command.arguments.empty() ? "" : " ", command.arguments),
        request.now);
}

}  // namespace confab
