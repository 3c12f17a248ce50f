// /room /invite /uninvite /op /deop /voice /devoice: the rules of the current room, and roles in it.
#pragma once

#include <string_view>

#include "command_table.hpp"
#include "confab/core/rooms/doors.hpp"

namespace confab {

class Moderation;

class RoomRuleCommands {
  public:
    RoomRuleCommands(Doors& doors, const Moderation& moderation) : doors_(doors), moderation_(moderation) {}

    void add_to(CommandTable& table);

  private:
    void room(Caller& caller, const Arguments& arguments, Now now);
    void invite(Caller& caller, const Arguments& arguments, Now now);
    void uninvite(Caller& caller, const Arguments& arguments, Now now);
    void op(Caller& caller, const Arguments& arguments, Now now);
    void deop(Caller& caller, const Arguments& arguments, Now now);
    void voice(Caller& caller, const Arguments& arguments, Now now);
    void devoice(Caller& caller, const Arguments& arguments, Now now);

    void tell_rules(const Caller& caller);
    void set_slow(const Caller& caller, std::string_view time, Now now);
    void mark(const Caller& caller, Doors::Mark mark, bool on, std::string_view whom, Now now);
    Actor actor(const Caller& caller) const;

    Doors& doors_;
    const Moderation& moderation_;
};

}  // namespace confab
