// /echo /quiet /timestamps /format /motd /set: how one sees things.
#pragma once

#include "command_table.hpp"

namespace confab {

struct ChatSettings;
class OperationLog;

class ViewCommands {
  public:
    ViewCommands(const ChatSettings& settings, OperationLog& log) : settings_(settings), log_(log) {}

    void add_to(CommandTable& table);

  private:
    void echo(Caller& caller, const Arguments& arguments, Now now);
    void quiet(Caller& caller, const Arguments& arguments, Now now);
    void timestamps(Caller& caller, const Arguments& arguments, Now now);
    void format(Caller& caller, const Arguments& arguments, Now now);
    void set(Caller& caller);
    void motd(Caller& caller, const Arguments& arguments, Now now);

    const ChatSettings& settings_;
    OperationLog& log_;
};

}  // namespace confab
