#include "confab/core/users/replies.hpp"

#include "confab/core/users/client.hpp"

namespace confab {

void Replies::tell(const Client& client, Event event, const Reply& what) {
    const Worded words = wording_.word(what);
    event.text = words.text;
    event.fields = words.fields;
    events_.tell(client.id, event);
}

void Replies::tell(const Client& client, const Reply& what, Now now) {
    tell(client, {.type = EventType::notice, .time = now.wall}, what);
}

void Replies::tell_in(const Client& client, std::string_view room, const Reply& what, Now now) {
    tell(client, {.type = EventType::notice, .time = now.wall, .room = room}, what);
}

void Replies::frame(const Client& client, const Reply& what, Now now) {
    tell(client, {.type = EventType::notice, .frame = true, .time = now.wall}, what);
}

void Replies::refuse(const Client& client, const Refusal& why, Now now) {
    tell(client, {.type = EventType::error, .time = now.wall}, why);
}

void Replies::tell_room(RoomId room, std::string_view name, const Reply& what, Now now,
                        std::span<const ClientId> except, Reach reach) {
    const Worded words = wording_.word(what);
    events_.tell_room(room,
                      {.type = EventType::notice,
                       .reach = reach,
                       .time = now.wall,
                       .room = name,
                       .text = words.text,
                       .fields = words.fields},
                      except);
}

void Replies::refuse_text(const Client& client, const Refusal& why, std::string_view line, Now now) {
    refuse(client, why, now);
    offer(client, line);
}

void Replies::offer(const Client& client, std::string_view line) {
    if (client.view.interactive) events_.offer(client.id, line);
}

}  // namespace confab
