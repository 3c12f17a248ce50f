#include "confab/core/rooms/topics.hpp"

#include "confab/base/text.hpp"

namespace confab {

void Topics::tell(const Client& client, const Room& room, Now now) {
    if (room.topic.empty()) {
        const std::string text = sentence("#", room.name().text, " has no topic");
        return events_.tell(
            client.id, {.type = EventType::notice, .time = now.wall, .room = room.name().text, .text = text});
    }
    events_.tell(client.id,
                 {.type = EventType::topic, .time = now.wall, .room = room.name().text, .text = room.topic});
}

void Topics::set(const Client& client, Room& room, std::string_view text, Now now) {
    TextRefusal why = access_.can_set_topic(client, room, now);
    if (!why && text.size() > settings_.max_topic) {
        why = sentence("a topic has ", settings_.max_topic, " bytes at most, this one has ", text.size());
    }
    if (why) {
        return replies_.refuse_text(client, why, sentence("/topic ", text.empty() ? "-" : text), now);
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
