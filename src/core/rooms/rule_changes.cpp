#include "confab/core/rooms/rule_changes.hpp"

#include <span>
#include <utility>

namespace confab {

Outcome RuleChanges::made(const Actor& actor, Room& room, std::string detail, Reply answer, Now now) {
    records_.save(room);
    audit_.add(actor, "room", "", room.name().text, std::move(detail), now);
    return {true, std::move(answer)};
}

void RuleChanges::tell(const Actor& actor, const Room& room, Code what, Now now, Argument detail) {
    const ClientId by = actor.user == nullptr ? ClientId() : actor.user->connection.id;
    replies_.tell_room(room.id(), room.name().text, {what, actor.name, room.name().text, detail}, now,
                       std::span(&by, by ? 1 : 0));
}

}  // namespace confab
