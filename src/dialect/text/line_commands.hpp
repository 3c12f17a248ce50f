// /numbers /re /edit /delete: answering a line, correcting it, taking it back.
#pragma once

#include <cstdint>

#include "command_table.hpp"

namespace confab {

class Access;
class OperationLog;
class Replay;

class LineCommands {
  public:
    // All of them outlive it.
    LineCommands(Replay& replay, const Access& access, OperationLog& log)
        : replay_(replay), access_(access), log_(log) {}

    void add_to(CommandTable& table);

  private:
    void numbers(Caller& caller, const Arguments& arguments, Now now);
    void re(Caller& caller, const Arguments& arguments, Now now);
    void edit(Caller& caller, const Arguments& arguments, Now now);
    void remove(Caller& caller, const Arguments& arguments, Now now);

    void list(const Caller& caller);
    // The room that is typed with its '#', or the current one; null if the caller is not in it, who was told
    // so.
    const Room* room_of(const Caller& caller, std::string_view scope) const;
    // The id of the caller's last line there; 0 if there is none, and the caller was told so.
    static std::uint64_t last_of(const Caller& caller, const Room& room);

    Replay& replay_;
    const Access& access_;
    OperationLog& log_;
};

}  // namespace confab
