// All commands, in the order of /help, and what is short for them.
#include "command_list.hpp"

#include <algorithm>
#include <array>

#include "command_choices.hpp"

namespace confab {

namespace {

using Type = ParameterType;

constexpr bool before_login = true;
constexpr bool whole_name = true;

constexpr std::array table = {
    Command{"help",
            {optional(Type::command, "COMMAND|TOPIC|all")},
            "the commands of every day, a topic, or one in full",
            "The beginning of a command is enough if no other begins like it: /his 5. "
            "/r is /reply, /w is /who, /n is /nick, /j is /join, /h is /help. /list is /rooms, /names and "
            "/users are "
            "/who, /part is /leave, /query, /whisper, /tell and /pm are /msg, /exit and /bye are /quit, "
            "/block is "
            "/ignore.",
            before_login},
    Command{"nick",
            {required(Type::new_name, "NAME")},
            "take another name",
            "A name has 1 to 32 letters, digits, '_', '-' or '.' and begins with a letter. "
            "Names that look alike are one name."},
    Command{"who", {optional(Type::room, "ROOM")}, "who is here, and for how long they have been idle", ""},
    Command{"whois",
            {required(Type::user, "NAME")},
            "who somebody is, since when, and which rooms you share",
            ""},
    Command{"rooms", {}, "the rooms, how many are in each, and the topic", ""},
    Command{"join",
            {required(Type::room, "ROOM"), hidden(Type::room_key)},
            "join a room, making it if need be, and talk in it",
            "In several rooms at once, each line shows its room. /join a room again to talk in it."},
    Command{"accept",
            {optional(Type::room, "ROOM")},
            "join the room that you have been invited to",
            "/join dev@ann does the same for #dev of ann."},
    Command{"leave",
            {optional(Type::own_room, "ROOM")},
            "leave a room; after the last one you are in the lobby",
            ""},
    Command{"topic", {optional(Type::text, "TEXT")}, "show or set the topic", "/topic - clears it."},
    Command{
        "room",
        {optional_one_of(room_choices)},
        "the rules of a room, and for its operators what changes them",
        "Whoever makes a room is its operator while there, and owns it if they are registered. own makes one "
        "without an owner yours. private: only people who are invited can find it. key: the word "
        "that /join asks for. off after key, history, slow and moderated ends it. history off is for the "
        "owner, and removes what was said there, for good. drop gives the room up."},
    Command{"invite",
            {required(Type::user, "NAME")},
            "let someone into the room, private or with a key as it may be",
            ""},
    Command{"uninvite",
            {required(Type::user, "NAME")},
            "the opposite; a member of the room stays until /kick",
            ""},
    Command{"op",
            {required(Type::user, "NAME")},
            "make someone an operator of the room",
            "A guest is one until they leave it."},
    Command{"deop", {required(Type::user, "NAME")}, "the opposite", ""},
    Command{
        "voice", {required(Type::user, "NAME")}, "let someone speak in the room even if it is moderated", ""},
    Command{"devoice", {required(Type::user, "NAME")}, "the opposite", ""},
    Command{"msg",
            {required(Type::user, "NAME"), required(Type::text, "TEXT")},
            "tell one person something in private",
            "Whoever is registered and not here is told at their next login, if you are registered too. "
            "Until then, "
            "and for 30 days at most, the message is on the server's disk, in plain text; no other private "
            "message is."},
    Command{"inbox",
            {},
            "private messages of yours that wait for people who are away",
            "Those for you are shown when you log in.",
            !before_login,
            whole_name},
    Command{"reply", {required(Type::text, "TEXT")}, "answer the last private message that came", ""},
    Command{"token",
            {optional_one_of(token_choices)},
            "tokens with which programs speak in the room: add NAME, revoke NAME, list",
            "For operators of the room. The room sees what is said as said by NAME. docs/webhooks.md tells "
            "how to "
            "use a token.",
            !before_login,
            whole_name},
    Command{"me", {required(Type::text, "TEXT")}, "say what you do: /me waves", ""},
    Command{"say",
            {required(Type::text, "TEXT")},
            "say something, whatever it begins with",
            "A line without / does the same.",
            !before_login,
            whole_name},
    Command{
        "re",
        {hidden(Type::scope), optional(Type::count, "N"), with_previous(Type::text, "TEXT")},
        "answer the line of that number; alone, the last ten",
        "/numbers on shows the number of each line. The last 99 lines of a room have one. /re #ROOM N TEXT "
        "answers in another room of yours.",
        !before_login,
        whole_name},
    Command{"edit",
            {required(Type::text, "TEXT")},
            "correct the last line you said in the room",
            "For five minutes. Everyone sees the correction, and /history and /search find it instead.",
            !before_login,
            whole_name},
    Command{
        "delete",
        {hidden(Type::scope), optional(Type::count, "N")},
        "take back the last line you said, or that of the number",
        "For five minutes. Operators of the room take back any line of people who rank below them. Whoever "
        "has seen it has seen it.",
        !before_login,
        whole_name},
    Command{"history",
            {optional(Type::past, "N|TIME|since TIME")},
            "what was said in the room before",
            "N lines, or all since a time. A time is how long ago, as 2h or 1d12h, or when: 14:00, "
            "2026-11-20, 2026-11-20 14:00."},
    Command{"more", {}, "what was said before that", ""},
    Command{"search",
            {required(Type::query, "WORDS [from:NAME] [in:ROOM] [since:TIME]")},
            "find what was said, with all of these words",
            "Looks in the rooms you are in, or in one that you could be in. /context 3 shows what was around "
            "the third result."},
    Command{"context",
            {required(Type::count, "N"), optional(Type::count, "LINES")},
            "what was said around result N of the last search",
            ""},
    Command{"resume",
            {required(Type::resume_code, "CODE")},
            "come back after a lost connection, to your name, your rooms and what you missed",
            "The code is in the greeting. It is good once, and for a day after the connection has gone."},
    Command{"ignore", {optional(Type::user, "NAME")}, "stop seeing someone, or list whom you ignore", ""},
    Command{"unignore", {required(Type::ignored_user, "NAME")}, "see someone again", ""},
    Command{"away",
            {optional(Type::text, "TEXT")},
            "say that you are away: in /who, and to those who write",
            "Of a long text /who and /whois show 200 bytes; anyone who messages you gets all of it."},
    Command{"back", {}, "say that you are back", ""},
    Command{
        "register",
        {optional(Type::password, "PASSWORD")},
        "make your name your own; without a password you are asked for it",
        "A password has at least 8 characters. Kept with the name are your rooms, whom you ignore, and how "
        "you see things. /login brings all of that back. Where you need an invitation, its code stands "
        "behind the password; where you have to log in first, your name stands before it.",
        before_login},
    Command{"invite-code",
            {optional_one_of(invite_code_choices)},
            "make a code with which one person may register, or list those that hold",
            "Each is good once, and for a week. revoke CODE takes one back."},
    Command{"login",
            {optional(Type::new_name, "NAME"), optional(Type::password, "PASSWORD")},
            "come back to your name; without a password you are asked for it",
            "If you are connected elsewhere under that name, this is one more connection of yours. "
            "/nick to another name logs out.",
            before_login},
    Command{"passwd",
            {optional(Type::password, "OLD"), with_previous(Type::password, "NEW")},
            "change your password; without the two you are asked for them",
            ""},
    Command{"cert",
            {optional_one_of(certificate_choices)},
            "certificates that log in as you without a password: add this connection's, list, remove",
            "The connection must be encrypted, and your client must have shown a certificate: ncat --ssl "
            "--ssl-cert FILE --ssl-key FILE. One that you made yourself will do."},
    Command{"unregister",
            {optional(Type::password, "PASSWORD")},
            "give your name up, and all that is kept with it",
            ""},
    Command{"motd", {}, "the words of the server in the greeting", "", !before_login, whole_name},
    Command{"echo",
            {optional(Type::on_off, "on|off")},
            "whether you see your own lines as the room does",
            "Seeing your line is the proof that it was delivered."},
    Command{
        "quiet",
        {optional_one_of(quiet_choices)},
        "see less of who comes and goes; all: see none of it",
        "With on you see who leaves only if they spoke in the last 15 minutes or wrote with you, and "
        "what comes in a row is summed up: bob, carol joined; dan left. It is on in the terminal, and off "
        "without."},
    Command{"timestamps", {optional(Type::on_off, "on|off")}, "begin each line with the time", ""},
    Command{"numbers",
            {optional(Type::on_off, "on|off")},
            "begin each line of a room with its number, for /re",
            "",
            !before_login,
            whole_name},
    Command{"format",
            {optional_one_of(format_choices)},
            "how you see lines; json is for bots and scripts",
            "With json every line from the server is one JSON object. What you send stays the same.",
            before_login},
    Command{"set",
            {},
            "all settings as they are now; each is a command",
            "A setting without an argument tells what it is: /echo.",
            !before_login,
            whole_name},
    Command{"ui",
            {optional(Type::on_off, "on|off")},
            "the live terminal, for telnet: an editor, colours, completion",
            "Your line stays where it is while others talk. /help keys lists the keys. nc has no terminal to "
            "offer."},
    Command{"status",
            {optional(Type::on_off, "on|off")},
            "in the terminal, a line with the room, who is here, and what is unread",
            ""},
    Command{"notify",
            {optional_one_of(notify_choices)},
            "in the terminal, what rings",
            "mention: your name and private messages; word: these, and up to 16 words of your own."},
    Command{"color", {optional_one_of(color_choices)}, "in the terminal, how many colours", ""},
    Command{"tz",
            {optional(Type::time_zone, "ZONE")},
            "in the terminal, the time zone of times: /tz Europe/Berlin, /tz server",
            ""},
    Command{"kick",
            {hidden(Type::scope), required(Type::target, "NAME"), optional(Type::words, "REASON")},
            "put someone out of the room; from the lobby, off the server",
            "For operators of the room; off the server is for server operators. /kick #ROOM NAME is about "
            "another room."},
    Command{"mute",
            {hidden(Type::scope), required(Type::target, "NAME"), optional(Type::duration, "TIME"),
             optional(Type::words, "REASON")},
            "let someone say nothing: /mute bob 30m shouting",
            "For operators: in their room; of server operators in the whole server, or with "
            "/mute #ROOM NAME in that room. Times are "
            "30m, 2h, 7d, 1w or 1d12h; without one it is for ever. A reason has 200 bytes at most."},
    Command{"unmute",
            {hidden(Type::scope), required(Type::target, "NAME/NUMBER")},
            "let someone speak again",
            ""},
    Command{
        "ban",
        {hidden(Type::scope), required(Type::target, "NAME/ADDRESS"), optional(Type::duration, "TIME"),
         optional(Type::words, "REASON")},
        "keep someone out: /ban bob 2h spamming",
        "As /mute. Server operators also ban addresses and networks: 192.0.2.7, 192.0.2.0/24, and of IPv6 "
        "the /64 if it is not said. A guest is banned with the address they come from."},
    Command{"unban",
            {hidden(Type::scope), required(Type::target, "NAME/ADDRESS/NUMBER")},
            "let someone in again",
            ""},
    Command{"bans",
            {optional(Type::scope, "#ROOM")},
            "who is banned or muted, by whom, why and until when, for operators",
            ""},
    Command{"lockdown", {required(Type::on_off, "on|off")}, "guests may only read, for server operators", ""},
    Command{"disconnect",
            {required(Type::words, "N|all")},
            "end one of your connections, or all others",
            "/whois with your own name lists them. /quit ends the one that it is typed on."},
    Command{"quit",
            {optional(Type::text, "TEXT")},
            "leave, with a last word if you like",
            "If you are connected elsewhere as well, only this connection ends.",
            before_login},
};

struct Short {
    std::string_view form;
    std::string_view name;
};

// As in talkers. These are the commands that a letter most often means, so it is not ambiguous.
constexpr std::array short_forms = {
    Short{"r", "reply"}, Short{"w", "who"}, Short{"n", "nick"}, Short{"j", "join"}, Short{"h", "help"},
    // As people know them from elsewhere.
    Short{"list", "rooms"}, Short{"names", "who"}, Short{"users", "who"}, Short{"part", "leave"},
    Short{"query", "msg"}, Short{"whisper", "msg"}, Short{"tell", "msg"}, Short{"pm", "msg"},
    Short{"exit", "quit"}, Short{"bye", "quit"}, Short{"block", "ignore"}, Short{"unblock", "unignore"}};

// The others mean the room that is talked in.
constexpr std::array<std::string_view, 35> without_room = {
    "help",     "nick",       "whois",    "rooms",      "join",        "accept",     "msg",
    "inbox",    "reply",      "resume",   "ignore",     "unignore",    "away",       "back",
    "register", "login",      "passwd",   "cert",       "invite-code", "unregister", "motd",
    "echo",     "timestamps", "numbers",  "format",     "set",         "ui",         "notify",
    "color",    "tz",         "lockdown", "disconnect", "quit",        "quiet",      "status"};

}  // namespace

std::span<const Command> commands() { return table; }

bool needs_room(const Command& command) {
    return std::find(without_room.begin(), without_room.end(), command.name) == without_room.end();
}

std::string_view short_form(std::string_view typed) {
    for (const Short& each : short_forms) {
        if (each.form == typed) return each.name;
    }
    return typed;
}

}  // namespace confab
