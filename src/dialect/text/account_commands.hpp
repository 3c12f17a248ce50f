// /register /login /passwd /unregister /resume: names that are one's own, and coming back to them.
#pragma once

#include "command_table.hpp"

namespace confab {

class Authentication;
class Resume;

class AccountCommands {
  public:
    AccountCommands(Authentication& authentication, Resume& resume)
        : authentication_(authentication), resume_(resume) {}

    void add_to(CommandTable& table);

  private:
    void register_account(Caller& caller, const Arguments& arguments, Now now);
    void login(Caller& caller, const Arguments& arguments, Now now);
    void passwd(Caller& caller, const Arguments& arguments, Now now);
    void unregister(Caller& caller, const Arguments& arguments, Now now);
    void resume(Caller& caller, const Arguments& arguments, Now now);

    Authentication& authentication_;
    Resume& resume_;
};

}  // namespace confab
