// /msg /reply /me /quit: saying something.
#pragma once

#include "command_table.hpp"

namespace confab {

class Hub;
class NameRules;
class UserDirectory;

class TalkCommands {
  public:
    TalkCommands(Hub& hub, UserDirectory& users, const NameRules& names)
        : hub_(hub), users_(users), names_(names) {}

    void add_to(CommandTable& table);

  private:
    void msg(Caller& caller, const Arguments& arguments, Now now);
    void reply(Caller& caller, const Arguments& arguments, Now now);
    void me(Caller& caller, const Arguments& arguments, Now now);
    void quit(Caller& caller, const Arguments& arguments, Now now);

    Hub& hub_;
    UserDirectory& users_;
    const NameRules& names_;
};

}  // namespace confab
