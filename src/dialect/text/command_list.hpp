// All commands as data, and finding one by what was typed. A new command is a line here and a member
// function of the group that it belongs to.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parameter.hpp"

namespace confab {

struct Command {
    std::string_view name;
    ParameterList parameters;
    std::string_view summary;  // one line of /help
    std::string_view details;  // what /help COMMAND adds; may be empty
    // Also for those who have not logged in, where nobody is let in without.
    bool before_login = false;
    // A beginning of its name does not stand for it: the beginnings of others mean what they always did.
    bool whole_name = false;
};

// In the order of /help.
std::span<const Command> commands();

// Does it mean the room that is talked in, so that nobody in none can call it?
bool needs_room(const Command& command);

// Below, `name` is lower case and without '/'.

// The command that a single letter stands for, or a name that other chats have for it; any other text is
// itself.
std::string_view short_form(std::string_view typed);
// By its whole name or its short form.
const Command* find_command(std::string_view name);
// What `name` stands for: the one command of that name, or all that begin like it.
std::vector<const Command*> commands_like(std::string_view name);

// What a name that stands for no one command may have been meant to be.
struct CommandMatch {
    const Command* nearest = nullptr;  // if none begins like it
    std::vector<std::string> names{};  // "/me", "/msg": of all that are like it
};
// `like`: what commands_like(name) gave.
CommandMatch meant_by(std::string_view name, std::vector<const Command*> like);
// "/msg NAME TEXT"
std::string synopsis(const Command& command);

}  // namespace confab
