#include "line_commands.hpp"

#include <algorithm>
#include <string>

#include "confab/base/text.hpp"
#include "confab/core/messages/editing.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/line_number.hpp"
#include "confab/core/rooms/replay.hpp"

namespace confab {

namespace {

constexpr std::size_t listed_lines = 10;
constexpr std::size_t listed_bytes = 200;

}  // namespace

void LineCommands::add_to(CommandTable& table) {
    table.add("numbers", *this, &LineCommands::numbers);
    table.add("re", *this, &LineCommands::re);
    table.add("edit", *this, &LineCommands::edit);
    table.add("delete", *this, &LineCommands::remove);
}

void LineCommands::numbers(Caller& caller, const Arguments& arguments, Now now) {
    const bool on = arguments.has(0) ? arguments.is_on(0) : caller.user().connection.view.numbers;
    if (arguments.has(0)) log_.propose({now, operation::Prefer{.connection = caller.id(), .numbers = on}});
    caller.tell({on ? Code::numbers_on : Code::numbers_off});
}

const Room* LineCommands::room_of(const Caller& caller, std::string_view scope) const {
    if (scope.empty()) return &caller.room();
    const Room* room = access_.find(caller.user(), scope);
    if (room != nullptr && caller.user().membership(*room) != nullptr) return room;
    caller.refuse({Code::not_in_room, scope.substr(1)});
    return nullptr;
}

void LineCommands::re(Caller& caller, const Arguments& arguments, Now now) {
    if (!arguments.has(1)) return arguments.has(0) ? caller.refuse_usage() : list(caller);
    const Room* room = room_of(caller, arguments[0]);
    if (room == nullptr) return;
    const std::uint64_t to = id_of_number(count_of(arguments[1]).value(), room->last_id());
    log_.propose({now, operation::Answer{caller.id(), room->id(), to, std::string(arguments[2])}});
}

void LineCommands::list(const Caller& caller) {
    const User& user = caller.user();
    const Room& room = caller.room();
    Replay::Lines lines = replay_.remembered(user, room);
    keep_last(lines, listed_lines);
    if (lines.empty()) return caller.tell({Code::history_nothing_yet, room.name().text});
    for (const Message* said : lines) {
        if (user.connection.view.structured) {
            replay_.line(user, room.name().text, &room, *said);
            continue;
        }
        const Code code = said->type == EventType::emote ? Code::emote_numbered : Code::message_numbered;
        caller.tell({code, line_number(said->id), said->from, shortened(one_line(said->text), listed_bytes)});
    }
    caller.tell({Code::numbered_end});
}

std::uint64_t LineCommands::last_of(const Caller& caller, const Room& room) {
    const Message* said = Editing::last_of(caller.user(), room);
    if (said != nullptr) return said->id;
    caller.refuse({Code::nothing_of_yours, room.name().text});
    return 0;
}

void LineCommands::edit(Caller& caller, const Arguments& arguments, Now now) {
    const std::uint64_t id = last_of(caller, caller.room());
    if (id == 0) return;
    log_.propose({now, operation::Edit{caller.id(), caller.room().id(), id, std::string(arguments[0])}});
}

void LineCommands::remove(Caller& caller, const Arguments& arguments, Now now) {
    const Room* room = room_of(caller, arguments[0]);
    if (room == nullptr) return;
    const auto number = count_of(arguments[1]);
    const std::uint64_t id = number ? id_of_number(*number, room->last_id()) : last_of(caller, *room);
    if (number || id != 0) log_.propose({now, operation::Delete{caller.id(), room->id(), id}});
}

}  // namespace confab
