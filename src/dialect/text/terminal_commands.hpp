// /ui /status /notify /color /tz: settings of the live terminal.
#pragma once

#include <string_view>

#include "command_table.hpp"

namespace confab {

class Hub;

class TerminalCommands {
  public:
    explicit TerminalCommands(Hub& hub) : hub_(hub) {}

    void add_to(CommandTable& table);

  private:
    void ui(Caller& caller, const Arguments& arguments);
    void status(Caller& caller, const Arguments& arguments);
    void notify(Caller& caller, const Arguments& arguments);
    void color(Caller& caller, const Arguments& arguments);
    void tz(Caller& caller, const Arguments& arguments);

    void notify_words(const Caller& caller, std::string_view text);

    Hub& hub_;
};

}  // namespace confab
