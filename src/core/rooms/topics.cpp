#include "confab/core/rooms/topics.hpp"

namespace confab {

void Topics::tell(const User& user, const Room& room, Now now) {
    if (room.topic.empty()) {
        return replies_.tell_in(user, room.name().text, {Code::room_has_no_topic, room.name().text}, now);
    }
    replies_.tell(user,
                  {.type = EventType::topic, .time = now.wall, .room = room.name().text, .text = room.topic});
}

Refusal Topics::set(const User& user, Room& room, std::string_view text, Now now) {
    if (Refusal why = access_.can_set_topic(user, room, now)) return why;
    if (text.size() > settings_.max_topic) return {Code::topic_too_long, settings_.max_topic, text.size()};
    if (text.empty() && room.topic.empty()) {
        tell(user, room, now);
        return {};
    }
    room.topic = text;
    room.topic_mark = {user.name.text, now.wall};
    records_.save(room);
    std::vector<ClientId> except;
    ignores_.collect(user.name.key, except);
    events_.tell_room(room.id(),
                      {.type = EventType::topic,
                       .registered = user.account != nullptr,
                       .time = now.wall,
                       .room = room.name().text,
                       .from = user.name.text,
                       .text = room.topic},
                      except);
    return {};
}

}  // namespace confab
