// Which commands /help shows together.
#pragma once

#include <span>
#include <string_view>

namespace confab {

struct HelpTopic {
    std::string_view name;
    std::span<const std::string_view> commands;
    std::span<const std::string_view> lines{};  // what else there is to say
    bool for_operators = false;                 // of the room or the server
};

// Every command is in one of them. In the order in which /help names them.
std::span<const HelpTopic> help_topics();
// Null if there is none of that name, which is lower case.
const HelpTopic* find_topic(std::string_view name);
// What /help alone shows: so few that they fit on a screen of 24 rows, with the lines below them.
std::span<const std::string_view> everyday_commands();

}  // namespace confab
