// /ui /status /notify /color /tz: settings of the live terminal.
#pragma once

#include <string_view>

#include "command_table.hpp"

namespace confab {

class EventSink;
class Views;

class TerminalCommands {
  public:
    TerminalCommands(Views& views, EventSink& events) : views_(views), events_(events) {}

    void add_to(CommandTable& table);

  private:
    void ui(Caller& caller, const Arguments& arguments);
    void status(Caller& caller, const Arguments& arguments);
    void notify(Caller& caller, const Arguments& arguments);
    void color(Caller& caller, const Arguments& arguments);
    void tz(Caller& caller, const Arguments& arguments);

    void notify_words(const Caller& caller, std::string_view text);

    Views& views_;
    EventSink& events_;
};

}  // namespace confab
