// /rooms /join /accept /leave /topic: rooms, and going from one to another.
#pragma once

#include <string_view>

#include "command_table.hpp"

namespace confab {

class Access;
class NameRules;
class OperationLog;
class RoomDirectory;
class Topics;

class RoomCommands {
  public:
    RoomCommands(Topics& topics, const Access& access, RoomDirectory& rooms, const NameRules& names,
                 OperationLog& log)
        : topics_(topics), access_(access), rooms_(rooms), names_(names), log_(log) {}

    void add_to(CommandTable& table);

  private:
    void rooms(Caller& caller);
    void join(Caller& caller, const Arguments& arguments, Now now);
    void accept(Caller& caller, const Arguments& arguments, Now now);
    void leave(Caller& caller, const Arguments& arguments, Now now);
    void topic(Caller& caller, const Arguments& arguments, Now now);

    // `name` is "ROOM@OWNER".
    void join_of_owner(const Caller& caller, std::string_view name, std::string_view key, Now now);

    Topics& topics_;
    const Access& access_;
    RoomDirectory& rooms_;
    const NameRules& names_;
    OperationLog& log_;
};

}  // namespace confab
