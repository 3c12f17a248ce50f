// /echo /quiet /timestamps /format: how one sees things.
#pragma once

#include "command_table.hpp"

namespace confab {

class Hub;

class ViewCommands {
  public:
    explicit ViewCommands(Hub& hub) : hub_(hub) {}

    void add_to(CommandTable& table);

  private:
    void echo(Caller& caller, const Arguments& arguments);
    void quiet(Caller& caller, const Arguments& arguments);
    void timestamps(Caller& caller, const Arguments& arguments);
    void format(Caller& caller, const Arguments& arguments);

    Hub& hub_;
};

}  // namespace confab
