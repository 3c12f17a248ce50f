#include "room_commands.hpp"

#include <utility>
#include <variant>

#include "confab/base/text.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/topics.hpp"
#include "confab/core/users/name_refusal.hpp"

namespace confab {

namespace {

std::string_view without_mark(std::string_view room) { return room.substr(room.starts_with('#') ? 1 : 0); }

}  // namespace

void RoomCommands::add_to(CommandTable& table) {
    table.add("rooms", *this, &RoomCommands::rooms);
    table.add("join", *this, &RoomCommands::join);
    table.add("accept", *this, &RoomCommands::accept);
    table.add("leave", *this, &RoomCommands::leave);
    table.add("topic", *this, &RoomCommands::topic);
}

void RoomCommands::rooms(Caller& caller) {
    const User& user = caller.user();
    std::size_t listed = 0;
    rooms_.for_each([&](Room& room) {
        if (!access_.sees(user, room) || ++listed > max_listed) return;
        caller.tell({Code::room_listed, access_.name_for(user, room), room.members().size(), room.hidden(),
                     shortened(room.topic, max_listed_text)});
    });
    caller.tell_unlisted(listed);
}

void RoomCommands::join(Caller& caller, const Arguments& arguments, Now now) {
    const std::string_view name = arguments[0];
    const std::string_view key = caller.secret(arguments[1]);
    if (name.find('@') != std::string_view::npos) return join_of_owner(caller, name, key, now);

    auto checked = names_.check_room(name);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return caller.refuse(refusal_of(*fault));
    log_.propose(
        {now, operation::Join{caller.id(), std::get<RoomName>(std::move(checked)), std::string(key)}});
}

void RoomCommands::join_of_owner(const Caller& caller, std::string_view name, std::string_view key, Now now) {
    const Room* room = access_.named(caller.user(), name, key);
    if (room == nullptr) return caller.refuse({Code::not_invited, excerpt(without_mark(name), 64)});
    log_.propose({now, operation::Join{caller.id(), room->name(), std::string(key)}});
}

void RoomCommands::accept(Caller& caller, const Arguments& arguments, Now now) {
    log_.propose({now, operation::Accept{caller.id(), std::string(arguments[0])}});
}

void RoomCommands::leave(Caller& caller, const Arguments& arguments, Now now) {
    log_.propose({now, operation::Leave{caller.id(), std::string(arguments[0])}});
}

void RoomCommands::topic(Caller& caller, const Arguments& arguments, Now now) {
    const std::string_view text = arguments[0];
    if (text.empty()) return topics_.tell(caller.user(), caller.room(), now);
    const bool cleared = text == "-" || text == "\"\"" || text == "''";
    const std::string_view topic = cleared ? std::string_view() : text;
    log_.propose({now, operation::SetTopic{caller.id(), std::string(topic)}});
}

}  // namespace confab
