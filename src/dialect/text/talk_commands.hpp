// /msg /reply /me /quit: saying something.
#pragma once

#include "command_table.hpp"

namespace confab {

class NameRules;
class OperationLog;
class Posting;
class UserDirectory;

class TalkCommands {
  public:
    TalkCommands(const Posting& posting, UserDirectory& users, const NameRules& names, OperationLog& log)
        : posting_(posting), users_(users), names_(names), log_(log) {}

    void add_to(CommandTable& table);

  private:
    void msg(Caller& caller, const Arguments& arguments, Now now);
    void reply(Caller& caller, const Arguments& arguments, Now now);
    void me(Caller& caller, const Arguments& arguments, Now now);
    void say(Caller& caller, const Arguments& arguments, Now now);
    void quit(Caller& caller, const Arguments& arguments, Now now);
    void send(const Caller& caller, const User& to, std::string_view text, Now now);

    const Posting& posting_;
    UserDirectory& users_;
    const NameRules& names_;
    OperationLog& log_;
};

}  // namespace confab
