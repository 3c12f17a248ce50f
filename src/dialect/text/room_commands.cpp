#include "room_commands.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "confab/base/text.hpp"
#include "confab/core/rooms/memberships.hpp"
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
    memberships_.join(caller.user(), std::get<RoomName>(std::move(checked)), key, now);
}

void RoomCommands::join_of_owner(const Caller& caller, std::string_view name, std::string_view key, Now now) {
    const Room* room = access_.named(caller.user(), name, key);
    if (room != nullptr) return memberships_.join(caller.user(), room->name(), key, now);
    caller.refuse({Code::not_invited, excerpt(without_mark(name), 64)});
}

void RoomCommands::accept(Caller& caller, const Arguments& arguments, Now now) {
    memberships_.accept(caller.user(), arguments[0], now);
}

void RoomCommands::leave(Caller& caller, const Arguments& arguments, Now now) {
    User& user = caller.user();
    Room* room = arguments.has(0) ? access_.find(user, arguments[0]) : user.connection.current;
    if (room == nullptr || user.membership(*room) == nullptr) {
        return caller.refuse({Code::not_in_room, without_mark(arguments[0])});
    }
    if (user.rooms.size() == 1 && room == &rooms_.lobby()) {
        return caller.refuse({Code::only_in_lobby});
    }
    memberships_.leave(user, *room, now);
}

void RoomCommands::topic(Caller& caller, const Arguments& arguments, Now now) {
    const std::string_view text = arguments[0];
    if (text.empty()) return topics_.tell(caller.user(), caller.room(), now);
    const bool cleared = text == "-" || text == "\"\"" || text == "''";
    const std::string_view topic = cleared ? std::string_view() : text;
    const Refusal why = topics_.set(caller.user(), caller.room(), topic, now);
    if (why) caller.refuse_text(why, fmt::format("/topic {}", cleared ? "-" : topic));
}

}  // namespace confab
