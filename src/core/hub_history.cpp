// What was said before, again.
#include <vector>

#include "confab/core/hub.hpp"
#include "text.hpp"

namespace confab {

void Hub::keep(const Client& client, Room& room, const Event& event) {
    if (room.rules && !room.rules->keeps_history) return;
    room.history.add(event, history_kept(), settings_.history_bytes);
    log().add({room.name().key, room.name().text, client.name.key,
               client.account == nullptr ? 0 : client.account->id, event});
}

bool Hub::replay(const Client& client, const Room& room, std::size_t lines, Now now) {
    const bool picky = client.extras && !client.extras->ignores.empty();
    std::vector<const Said*> shown;  // newest first
    for (std::size_t i = room.history.size(); i > 0 && shown.size() < lines; --i) {
        const Said& said = room.history.at(i - 1);
        if (!picky || !ignores_.ignores(client, names_.key_of(said.from))) shown.push_back(&said);
    }
    if (shown.empty()) return false;

    const std::string title = sentence("last ", shown.size(), shown.size() == 1 ? " line" : " lines", " of #",
                                       room.name().text, ":");
    audience_.tell(client.id, {.type = EventType::notice, .frame = true, .time = now.wall, .text = title});
    for (auto said = shown.rbegin(); said != shown.rend(); ++said) {
        audience_.tell(client.id, {.type = (*said)->type,
                                   .replay = true,
                                   .time = (*said)->time,
                                   .id = (*said)->id,
                                   .room = room.name().text,
                                   .from = (*said)->from,
                                   .text = (*said)->text});
    }
    audience_.tell(client.id,
                   {.type = EventType::notice, .frame = true, .time = now.wall, .text = "now live"});
    return true;
}

}  // namespace confab
