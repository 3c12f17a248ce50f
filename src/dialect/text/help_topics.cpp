#include "help_topics.hpp"

#include <algorithm>
#include <array>

namespace confab {

namespace {

using Names = std::string_view;

constexpr std::array everyday = std::to_array<Names>(
    {"help", "nick",    "who",    "rooms",    "join", "leave", "topic", "msg",        "reply",  "me",
     "re",   "history", "ignore", "unignore", "away", "back",  "echo",  "timestamps", "format", "quit"});

constexpr std::array rooms =
    std::to_array<Names>({"rooms", "join", "leave", "topic", "room", "invite", "uninvite", "accept"});
constexpr std::array names = std::to_array<Names>(
    {"nick", "register", "login", "passwd", "cert", "unregister", "invite-code", "resume", "disconnect"});
constexpr std::array people =
    std::to_array<Names>({"who", "whois", "msg", "inbox", "reply", "me", "say", "re", "edit", "delete",
                          "ignore", "unignore", "away", "back", "motd", "help", "quit"});
constexpr std::array history = std::to_array<Names>({"history", "more", "search", "context"});
constexpr std::array terminal = std::to_array<Names>(
    {"ui", "status", "notify", "color", "tz", "echo", "quiet", "timestamps", "numbers", "set"});
constexpr std::array bots = std::to_array<Names>({"format", "token"});
constexpr std::array moderation = std::to_array<Names>(
    {"op", "deop", "voice", "devoice", "kick", "mute", "unmute", "ban", "unban", "bans", "lockdown"});

constexpr std::array keys_of_the_terminal = std::to_array<Names>({
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
});

constexpr std::array words_for_bots = std::to_array<Names>({
    "A line from a pipe is a message: echo 'deploy done' | nc -N HOST PORT",
    "After /format json a line of yours may begin with @label=x and a space: each line",
    "of its answer then has \"label\":\"x\". docs/protocol.md lists all fields.",
});

constexpr std::array topics = {HelpTopic{"rooms", rooms},
                               HelpTopic{"names", names},
                               HelpTopic{"people", people},
                               HelpTopic{"history", history},
                               HelpTopic{"terminal", terminal},
                               HelpTopic{"keys", {}, keys_of_the_terminal},
                               HelpTopic{"bots", bots, words_for_bots},
                               HelpTopic{"moderation", moderation, {}, true}};

}  // namespace

std::span<const HelpTopic> help_topics() { return topics; }

const HelpTopic* find_topic(std::string_view name) {
    const auto* found = std::find_if(topics.begin(), topics.end(),
                                     [name](const HelpTopic& topic) { return topic.name == name; });
    return found == topics.end() ? nullptr : found;
}

std::span<const std::string_view> everyday_commands() { return everyday; }

}  // namespace confab
