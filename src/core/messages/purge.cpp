#include "confab/core/messages/purge.hpp"

#include <unordered_map>
#include <utility>

namespace confab {

std::size_t Purging::purge(std::string_view name_key) {
    std::size_t purged = 0;
    rooms_.for_each([&](Room& room) { purged += purge(room.history, name_key); });
    return purged;
}

// Asks for the key of each name only once.
std::size_t Purging::purge(MessageRing& history, std::string_view name_key) {
    std::unordered_map<std::string_view, bool> known;
    const auto theirs = [&](const Message& said) {
        const auto [found, is_new] = known.try_emplace(said.from);
        if (is_new) found->second = names_.key_of(said.from) == name_key;
        return found->second;
    };
    const std::size_t all = history.size();
    MessageRing kept;
    for (std::size_t i = 0; i < all; ++i) {
        const Message& said = history.at(i);
        if (theirs(said)) continue;
        const Event event{
            .type = said.type, .time = said.time, .id = said.id, .from = said.from, .text = said.text};
        kept.add(event, all, settings_.history_bytes, said.in_private);
    }
    const std::size_t purged = all - kept.size();
    if (purged > 0) history = std::move(kept);
    return purged;
}

}  // namespace confab
