#include "confab/core/messages/purge.hpp"

#include <unordered_map>

namespace confab {

std::size_t Purging::purge(std::string_view name_key) {
    if (const Account* account = accounts_.find_by_key(name_key)) inbox_.account_gone(account->id);
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
    return history.remove_if(theirs);
}

}  // namespace confab
