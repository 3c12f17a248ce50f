// Keeping what is said.
#include "confab/core/hub.hpp"

namespace confab {

void Hub::keep(const Client& client, Room& room, const Event& event) {
    if (room.rules && !room.rules->keeps_history) return;
    room.history.add(event, history_kept(), settings_.history_bytes, room.hidden());
    log().add({room.name().key, room.name().text, client.name.key,
               client.account == nullptr ? 0 : client.account->id, event, room.hidden()});
}

std::size_t Hub::default_lines() const {
    constexpr std::size_t usual = 20;
    return settings_.history != 0 ? settings_.history : usual;
}

}  // namespace confab
