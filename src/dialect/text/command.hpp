// Commands: a function each, listed in one table (command_table.cpp). A new one is a function in a file
// of its own or beside its kin, and a line there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/hub.hpp"

namespace confab {

struct Command;

// What a command is called with. `arguments` has no spaces at its ends.
struct Request {
    Hub& hub;
    Client& client;
    const Command& command;
    std::string_view arguments;
    Now now;
};

struct Command {
    std::string_view name;
    std::string_view arguments;  // as shown in usage, "" if it takes none
    std::string_view summary;    // one line of /help
    std::string_view details;    // what /help COMMAND adds; may be empty
    void (*run)(const Request&);
};

std::span<const Command> commands();
// By its name or a short form of it; lower case, without '/'.
const Command* find_command(std::string_view name);
// What `name` stands for: the one command of that name, or all that begin like it.
std::vector<const Command*> commands_like(std::string_view name);
// The command that `name` was probably meant to be, if any is near.
const Command* nearest_command(std::string_view name);
// ", did you mean /me or /msg?"
std::string did_you_mean(std::span<const Command* const> meant);

// `text` is the line without its '/'.
void run_command(Hub& hub, Client& client, std::string_view text, Now now);

// Lists stop here: more lines than anyone reads, and few and short enough never to fill a queue.
inline constexpr std::size_t max_listed = 500;
inline constexpr std::size_t max_listed_text = 200;  // bytes of a topic or an away text

std::optional<bool> on_or_off(std::string_view text);

// The one line a request with bad arguments gets.
void tell_usage(const Request& request);
// What came of an act. Nobody puts themselves out by one, so the client is still there.
void tell_outcome(const Request& request, const Outcome& outcome);

namespace command {

// people.cpp
void nick(const Request&);
void who(const Request&);
void away(const Request&);
void back(const Request&);
void resume(const Request&);
void ignore(const Request&);
void unignore(const Request&);
// rooms.cpp
void rooms(const Request&);
void join(const Request&);
void leave(const Request&);
void topic(const Request&);
// history.cpp
void history(const Request&);
void more(const Request&);
void search(const Request&);
void context(const Request&);
// account.cpp
void enrol(const Request&);
void login(const Request&);
void passwd(const Request&);
void unregister(const Request&);
void whois(const Request&);
// room.cpp
void room(const Request&);
void invite(const Request&);
void uninvite(const Request&);
void op(const Request&);
void deop(const Request&);
void voice(const Request&);
void devoice(const Request&);
// moderation.cpp
void kick(const Request&);
void mute(const Request&);
void unmute(const Request&);
void ban(const Request&);
void unban(const Request&);
void bans(const Request&);
void lockdown(const Request&);
// talk.cpp
void msg(const Request&);
void reply(const Request&);
void me(const Request&);
void quit(const Request&);
// view.cpp
void help(const Request&);
void echo(const Request&);
void quiet(const Request&);
void timestamps(const Request&);
void format(const Request&);
// terminal.cpp
void ui(const Request&);
void status(const Request&);
void notify(const Request&);
void color(const Request&);
void tz(const Request&);

}  // namespace command

}  // namespace confab
