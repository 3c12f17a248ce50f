// /echo /quiet /timestamps /format: how one sees things.
#pragma once

#include "command_table.hpp"

namespace confab {

class OperationLog;

class ViewCommands {
  public:
    explicit ViewCommands(OperationLog& log) : log_(log) {}

    void add_to(CommandTable& table);

  private:
    void echo(Caller& caller, const Arguments& arguments, Now now);
    void quiet(Caller& caller, const Arguments& arguments, Now now);
    void timestamps(Caller& caller, const Arguments& arguments, Now now);
    void format(Caller& caller, const Arguments& arguments, Now now);

    OperationLog& log_;
};

}  // namespace confab
