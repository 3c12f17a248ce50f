// /msg /inbox /reply /me /say /quit: saying something.
#pragma once

#include "command_table.hpp"

namespace confab {

class AccountDirectory;
class Inbox;
class NameRules;
class OperationLog;
class Posting;
class UserDirectory;

class TalkCommands {
  public:
    TalkCommands(const Posting& posting, Inbox& inbox, UserDirectory& users, AccountDirectory& accounts,
                 const NameRules& names, OperationLog& log)
        : posting_(posting), inbox_(inbox), users_(users), accounts_(accounts), names_(names), log_(log) {}

    void add_to(CommandTable& table);

  private:
    void msg(Caller& caller, const Arguments& arguments, Now now);
    void reply(Caller& caller, const Arguments& arguments, Now now);
    void me(Caller& caller, const Arguments& arguments, Now now);
    void say(Caller& caller, const Arguments& arguments, Now now);
    void quit(Caller& caller, const Arguments& arguments, Now now);
    void inbox(Caller& caller, Now now);
    void keep(const Caller& caller, const Arguments& arguments, Now now);
    void send(const Caller& caller, const User& to, std::string_view text, Now now);

    const Posting& posting_;
    Inbox& inbox_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    const NameRules& names_;
    OperationLog& log_;
};

}  // namespace confab
