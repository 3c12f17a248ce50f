// /echo /quiet /timestamps /format: how one sees things.
#pragma once

#include "command_table.hpp"

namespace confab {

class Views;

class ViewCommands {
  public:
    explicit ViewCommands(Views& views) : views_(views) {}

    void add_to(CommandTable& table);

  private:
    void echo(Caller& caller, const Arguments& arguments);
    void quiet(Caller& caller, const Arguments& arguments);
    void timestamps(Caller& caller, const Arguments& arguments);
    void format(Caller& caller, const Arguments& arguments);

    Views& views_;
};

}  // namespace confab
