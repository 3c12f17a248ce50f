// /help: the commands of every day, a topic, or a command in full.
#pragma once

#include "command_table.hpp"
#include "help_topics.hpp"

namespace confab {

class Roles;

class HelpCommand {
  public:
    // Both outlive it.
    HelpCommand(const ChatSettings& settings, const Roles& roles) : settings_(settings), roles_(roles) {}

    void add_to(CommandTable& table);

  private:
    void help(Caller& caller, const Arguments& arguments);
    void tell_everyday(const Caller& caller) const;
    void tell_all(const Caller& caller) const;
    void tell_topic(const Caller& caller, const HelpTopic& topic) const;
    bool is_listed(const Caller& caller, const Command& command) const;
    bool is_shown(const Caller& caller, const HelpTopic& topic) const;

    const ChatSettings& settings_;
    const Roles& roles_;
};

}  // namespace confab
