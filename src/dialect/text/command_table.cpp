// All commands, in the order of /help, and what is short for them.
#include <algorithm>
#include <array>

#include "command.hpp"

namespace confab {

namespace {

constexpr std::array table = {
    Command{"help", "[COMMAND]", "this list, or one command in full",
            "The beginning of a command is enough if no other begins like it: /his 5. "
            "/r is /reply, /w is /who, /n is /nick, /j is /join, /h is /help.",
            command::help},
    Command{"nick", "NAME", "take another name",
            "A name has 1 to 32 letters, digits, '_', '-' or '.' and begins with a letter. "
            "Names that look alike are one name.",
            command::nick},
    Command{"who", "[ROOM]", "who is here, and for how long they have been idle", "", command::who},
    Command{"whois", "NAME", "who somebody is, since when, and which rooms you share", "", command::whois},
    Command{"rooms", "", "the rooms, how many are in each, and the topic", "", command::rooms},
    Command{"join", "ROOM", "join a room, making it if need be, and talk in it",
            "In several rooms at once, each line shows its room. /join a room again to talk in it.",
            command::join},
    Command{"accept", "[ROOM]", "join the room that you have been invited to",
            "/join dev@ann does the same for #dev of ann.", command::accept},
    Command{"leave", "[ROOM]", "leave a room; leaving the last one goes back to the lobby", "",
            command::leave},
    Command{"topic", "[TEXT]", "show or set the topic", "/topic - clears it.", command::topic},
    Command{
        "room", "[private|public|key WORD|history on|slow 10s|moderated on|own|drop]",
        "the rules of a room, and for its operators what changes them",
        "Whoever makes a room is its operator while there, and owns it if they are registered. own makes one "
        "without an owner yours. private: only who is invited can find it. key: the word "
        "that /join asks for. off after key, history, slow and moderated ends it. history off is for the "
        "owner, and removes what was said there, for good. drop gives the room up.",
        command::room},
    Command{"invite", "NAME", "let someone into the room, private or with a key as it may be", "",
            command::invite},
    Command{"uninvite", "NAME", "the opposite; who is in the room stays until /kick", "", command::uninvite},
    Command{"op", "NAME", "make someone an operator of the room", "A guest is one until they leave it.",
            command::op},
    Command{"deop", "NAME", "the opposite", "", command::deop},
    Command{"voice", "NAME", "let someone speak in the room even if it is moderated", "", command::voice},
    Command{"devoice", "NAME", "the opposite", "", command::devoice},
    Command{"msg", "NAME TEXT", "tell one person something in private", "", command::msg},
    Command{"reply", "TEXT", "answer the last private message that came", "", command::reply},
    Command{"me", "TEXT", "say what you do: /me waves", "", command::me},
    Command{"history", "[N|TIME|since TIME]", "what was said in the room before: N lines, or since then",
            "A time is how long ago, as 2h or 1d12h, or when: 14:00, 2026-11-20, 2026-11-20 14:00.",
            command::history},
    Command{"more", "", "what was said before that", "", command::more},
    Command{"search", "WORDS [from:NAME] [in:ROOM] [since:TIME]",
            "find what was said, with all of these words",
            "Looks in the rooms you are in, or in one that you could be in. /context 3 shows what was around "
            "the third result.",
            command::search},
    Command{"context", "N [LINES]", "what was said around result N of the last search", "", command::context},
    Command{"resume", "CODE",
            "come back after a lost connection, to your name, your rooms and what you missed",
            "The code is in the greeting. It is good once, and for a day after the connection has gone.",
            command::resume},
    Command{"ignore", "[NAME]", "stop seeing someone, or list whom you ignore", "", command::ignore},
    Command{"unignore", "NAME", "see someone again", "", command::unignore},
    Command{"away", "[TEXT]", "say that you are away, to whoever asks /who or messages you",
            "Of a long text /who and /whois show 200 bytes; who messages you gets all of it.", command::away},
    Command{"back", "", "say that you are back", "", command::back},
    Command{
        "register", "[PASSWORD]", "make your name your own; without a password you are asked for it",
        "A password has at least 8 characters. Kept with the name are your rooms, whom you ignore, and how "
        "you see things. /login brings all of that back.",
        command::enrol},
    Command{"login", "[NAME] [PASSWORD]", "come back to your name; without a password you are asked for it",
            "Who is still there from elsewhere under that name is closed, and you take the place. "
            "/nick to another name logs out.",
            command::login},
    Command{"passwd", "[OLD NEW]", "change your password; without the two you are asked for them", "",
            command::passwd},
    Command{"unregister", "[PASSWORD]", "give your name up, and all that is kept with it", "",
            command::unregister},
    Command{"echo", "on|off", "whether you see your own lines as the room does",
            "Seeing your line is the proof that it was delivered.", command::echo},
    Command{
        "quiet", "on|off|all", "see less of who comes and goes; all: see none of it",
        "With on you see who leaves only if they spoke in the last 15 minutes or wrote with you, and "
        "what comes in a row is summed up: bob, carol joined; dan left. It is on in the terminal, and off "
        "without.",
        command::quiet},
    Command{"timestamps", "on|off", "begin each line with the time", "", command::timestamps},
    Command{"format", "text|json", "how you see lines; json is for bots and scripts",
            "With json every line from the server is one JSON object. What you send stays the same.",
            command::format},
    Command{"ui", "[on|off]", "the live terminal, for telnet: an editor, colours, completion",
            "Your line stays where it is while others talk. /help keys lists the keys. nc has no terminal to "
            "offer.",
            command::ui},
    Command{"status", "on|off", "in the terminal, a line with the room, who is here, and what is unread", "",
            command::status},
    Command{"notify", "off|mention|pm|all|word WORD ...", "in the terminal, what rings",
            "mention: your name and private messages; word: these, and up to 16 words of your own.",
            command::notify},
    Command{"color", "auto|off|16|256", "in the terminal, how many colours", "", command::color},
    Command{"tz", "[ZONE]", "in the terminal, the time zone of times: /tz Europe/Berlin, /tz server", "",
            command::tz},
    Command{"kick", "NAME [REASON]", "put someone out of the room; from the lobby, off the server",
            "For operators of the room; off the server is for server operators. /kick #ROOM NAME is about "
            "another room.",
            command::kick},
    Command{"mute", "NAME [TIME] [REASON]", "let someone say nothing: /mute bob 30m shouting",
            "For operators: in their room; of server operators in the whole server, or with "
            "/mute #ROOM NAME in that room. Times are "
            "30m, 2h, 7d, 1w or 1d12h; without one it is for ever. A reason has 200 bytes at most.",
            command::mute},
    Command{"unmute", "NAME/NUMBER", "let someone speak again", "", command::unmute},
    Command{
        "ban", "NAME/ADDRESS [TIME] [REASON]", "keep someone out: /ban bob 2h spamming",
        "As /mute. Server operators also ban addresses and networks: 192.0.2.7, 192.0.2.0/24, and of IPv6 "
        "the /64 if it is not said. A guest is banned with the address they come from.",
        command::ban},
    Command{"unban", "NAME/ADDRESS/NUMBER", "let someone in again", "", command::unban},
    Command{"bans", "[#ROOM]", "who is banned or muted, by whom, why and until when, for operators", "",
            command::bans},
    Command{"lockdown", "on|off", "guests may only read, for server operators", "", command::lockdown},
    Command{"quit", "[TEXT]", "leave, with a last word if you like", "", command::quit},
};

struct Short {
    std::string_view form;
    std::string_view name;
};

// As in talkers. Of what begins with the letter these are meant most, so they are not ambiguous.
constexpr std::array short_forms = {Short{"r", "reply"}, Short{"w", "who"}, Short{"n", "nick"},
                                    Short{"j", "join"}, Short{"h", "help"}};

}  // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view name) {
    for (const Short& each : short_forms) {
        if (each.form == name) name = each.name;
    }
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const Command& command) { return command.name == name; });
    return found == table.end() ? nullptr : &*found;
}

std::vector<const Command*> commands_like(std::string_view name) {
    if (name.empty()) return {};
    if (const Command* exact = find_command(name)) return {exact};
    std::vector<const Command*> like;
    for (const Command& command : table) {
        if (command.name.starts_with(name)) like.push_back(&command);
    }
    return like;
}

}  // namespace confab
