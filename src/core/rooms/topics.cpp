#include "confab/core/rooms/topics.hpp"

#include <fmt/format.h>

namespace confab {

void Topics::tell(const Client& client, const Room& room, Now now) {
    if (room.topic.empty()) {
        return replies_.tell_in(client, room.name().text, {Code::room_has_no_topic, room.name().text}, now);
    }
    events_.tell(client.id,
                 {.type = EventType::topic, .time = now.wall, .room = room.name().text, .text = room.topic});
}

void Topics::set(const Client& client, Room& room, std::string_view text, Now now) {
    Refusal why = access_.can_set_topic(client, room, now);
    if (!why && text.size() > settings_.max_topic) {
        why = {Code::topic_too_long, settings_.max_topic, text.size()};
    }
    if (why) {
        return replies_.refuse_text(client, why, fmt::format("/topic {}", text.empty() ? "-" : text), now);
    }
    if (text.empty() && room.topic.empty()) return tell(client, room, now);
    room.topic = text;
    records_.save(room);
    std::vector<ClientId> except;
    ignores_.collect(client.name.key, except);
    events_.tell_room(room.id(),
                      {.type = EventType::topic,
                       .time = now.wall,
                       .room = room.name().text,
                       .from = client.name.text,
                       .text = room.topic},
                      except);
}

}  // namespace confab
