// /ui /status /notify /color /tz: settings of the live terminal.
#pragma once

#include <string_view>

#include "command_table.hpp"

namespace confab {

class EventSink;
class OperationLog;

class TerminalCommands {
  public:
    TerminalCommands(EventSink& events, OperationLog& log) : events_(events), log_(log) {}

    void add_to(CommandTable& table);

  private:
    void ui(Caller& caller, const Arguments& arguments, Now now);
    void status(Caller& caller, const Arguments& arguments, Now now);
    void notify(Caller& caller, const Arguments& arguments, Now now);
    void color(Caller& caller, const Arguments& arguments, Now now);
    void tz(Caller& caller, const Arguments& arguments, Now now);

    void notify_about(const Caller& caller, std::string_view text, Now now);
    void change(const Caller& caller, DisplayPreferences display, Now now);

    EventSink& events_;
    OperationLog& log_;
};

}  // namespace confab
