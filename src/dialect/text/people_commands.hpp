// /nick /who /whois /away /back /ignore /unignore: people, and how they are seen.
#pragma once

#include "command_table.hpp"

namespace confab {

class AccountDirectory;
class Access;
class NameRules;
class OperationLog;
class ServerRoles;
class UserDirectory;

class PeopleCommands {
  public:
    struct Parts {
        const NameRules& names;
        UserDirectory& users;
        AccountDirectory& accounts;
        const ServerRoles& server_roles;
        const Access& access;
        OperationLog& log;
    };
    explicit PeopleCommands(const Parts& parts) : parts_(parts) {}

    void add_to(CommandTable& table);

  private:
    void nick(Caller& caller, const Arguments& arguments, Now now);
    void who(Caller& caller, const Arguments& arguments, Now now);
    void whois(Caller& caller, const Arguments& arguments, Now now);
    void away(Caller& caller, const Arguments& arguments, Now now);
    void back(Caller& caller, Now now);
    void ignore(Caller& caller, const Arguments& arguments, Now now);
    void unignore(Caller& caller, const Arguments& arguments, Now now);

    void ignore(const Caller& caller, std::string_view whom, bool on, Now now);

    Reply describe_in_room(const User& asker, const User& person, const Room& room, Now now) const;
    Reply describe(const User& asker, const User& person, Now now) const;
    NameList common_rooms(const User& asker, const User& person) const;
    void tell_absent(const Caller& caller, std::string_view wanted, Now now);
    static void tell_ignored(const Caller& caller);

    Parts parts_;
};

}  // namespace confab
