// /nick /who /whois /away /back /ignore /unignore: people, and how they are seen.
#pragma once

#include <string>

#include "command_table.hpp"

namespace confab {

class AccountDirectory;
class Authentication;
class Doors;
class Hub;
class Moderation;
class NameRules;
class UserDirectory;

class PeopleCommands {
  public:
    struct Parts {
        Hub& hub;
        const NameRules& names;
        UserDirectory& users;
        AccountDirectory& accounts;
        Authentication& authentication;
        const Moderation& moderation;
        const Doors& doors;
    };
    explicit PeopleCommands(const Parts& parts) : parts_(parts) {}

    void add_to(CommandTable& table);

  private:
    void nick(Caller& caller, const Arguments& arguments, Now now);
    void who(Caller& caller, const Arguments& arguments, Now now);
    void whois(Caller& caller, const Arguments& arguments, Now now);
    void away(Caller& caller, const Arguments& arguments, Now now);
    void back(Caller& caller);
    void ignore(Caller& caller, const Arguments& arguments);
    void unignore(Caller& caller, const Arguments& arguments);

    std::string refuses_name(const Client& client, const Name& name, Now now);
    std::string refuses_taken(const Client& client, const Name& name);
    std::string describe_in_room(const Client& person, const Room& room, Now now) const;
    std::string describe(const Client& asker, const Client& person, Now now) const;
    std::string describe_account(const Client& asker, const Client& person) const;
    std::string common_rooms(const Client& asker, const Client& person) const;
    void tell_absent(const Caller& caller, std::string_view wanted, Now now);
    static void tell_ignored(const Caller& caller);

    Parts parts_;
};

}  // namespace confab
