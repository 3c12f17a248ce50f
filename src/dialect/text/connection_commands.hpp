// /disconnect: the connections of one person.
#pragma once

#include "command_table.hpp"

namespace confab {

class OperationLog;

// Rows of the caller's connections, numbered as /disconnect takes them; none if there is only one.
void tell_connections(const Caller& caller, Now now);

class ConnectionCommands {
  public:
    // `log` outlives it.
    explicit ConnectionCommands(OperationLog& log) : log_(log) {}

    void add_to(CommandTable& table);

  private:
    void disconnect(Caller& caller, const Arguments& arguments, Now now);

    OperationLog& log_;
};

}  // namespace confab
