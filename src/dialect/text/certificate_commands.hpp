// /cert: certificates that log in without a password.
#pragma once

#include "command_table.hpp"

namespace confab {

class OperationLog;

class CertificateCommands {
  public:
    explicit CertificateCommands(OperationLog& log) : log_(log) {}  // which outlives it

    void add_to(CommandTable& table);

  private:
    void cert(Caller& caller, const Arguments& arguments, Now now);
    static void list(const Caller& caller);
    void remove(const Caller& caller, std::string_view number, Now now);

    OperationLog& log_;
};

}  // namespace confab
