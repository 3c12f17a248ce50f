// /msg /reply /me /quit: saying something.
#pragma once

#include "command_table.hpp"

namespace confab {

class Departure;
class NameRules;
class Posting;
class UserDirectory;

class TalkCommands {
  public:
    TalkCommands(Posting& posting, Departure& departure, UserDirectory& users, const NameRules& names)
        : posting_(posting), departure_(departure), users_(users), names_(names) {}

    void add_to(CommandTable& table);

  private:
    void msg(Caller& caller, const Arguments& arguments, Now now);
    void reply(Caller& caller, const Arguments& arguments, Now now);
    void me(Caller& caller, const Arguments& arguments, Now now);
    void quit(Caller& caller, const Arguments& arguments, Now now);
    void send(const Caller& caller, User& to, std::string_view text, Now now);

    Posting& posting_;
    Departure& departure_;
    UserDirectory& users_;
    const NameRules& names_;
};

}  // namespace confab
