#include "confab/core/users/replies.hpp"

#include "confab/core/users/client.hpp"

namespace confab {

void Replies::tell(const Client& client, std::string_view text, Now now) {
    events_.tell(client.id, {.type = EventType::notice, .time = now.wall, .text = text});
}

void Replies::tell_error(const Client& client, std::string_view text, Now now) {
    events_.tell(client.id, {.type = EventType::error, .time = now.wall, .text = text});
}

void Replies::refuse(const Client& client, const Refusal& why, Now now) {
    const Worded words = wording_.word(why);
    events_.tell(client.id,
                 {.type = EventType::error, .time = now.wall, .text = words.text, .fields = words.fields});
}

void Replies::refuse_text(const Client& client, std::string_view why, std::string_view line, Now now) {
    tell_error(client, why, now);
    offer(client, line);
}

void Replies::offer(const Client& client, std::string_view line) {
    if (client.view.interactive) events_.offer(client.id, line);
}

}  // namespace confab
