#include "confab/core/rooms/rule_changes.hpp"

#include <span>
#include <utility>

#include "confab/base/text.hpp"

namespace confab {

Outcome RuleChanges::made(const Actor& actor, Room& room, std::string detail, std::string text, Now now) {
    records_.save(room);
    audit_.add(actor, "room", "", room.name().text, std::move(detail), now);
    return {true, std::move(text)};
}

void RuleChanges::tell(const Actor& actor, const Room& room, std::string_view what, Now now) {
    const std::string text = sentence(actor.name, " ", what);
    const ClientId by = actor.client == nullptr ? ClientId() : actor.client->id;
    const Event event{.type = EventType::notice, .time = now.wall, .room = room.name().text, .text = text};
    events_.tell_room(room.id(), event, std::span(&by, by ? 1 : 0));
}

}  // namespace confab
