#include "confab/core/rooms/shown_message.hpp"

#include "confab/base/text.hpp"
#include "confab/core/rooms/private_periods.hpp"

namespace confab {

namespace {

constexpr std::size_t quoted_bytes = 60;

}  // namespace

const Message* shown_message(const User& user, const Room& room, std::uint64_t id) {
    const Message* said = room.history.find(id);
    if (said == nullptr || !said->in_private) return said;
    return private_ids(user, room).shows(id) ? said : nullptr;
}

Reference quote(const Message& said) {
    const std::string_view text = said.text;
    return {said.id, said.from, excerpt(text.substr(0, text.find('\n')), quoted_bytes)};
}

Reference quote(const User& user, const Room* room, std::uint64_t id) {
    const Message* said = room == nullptr ? nullptr : shown_message(user, *room, id);
    return said == nullptr ? Reference{.id = id} : quote(*said);
}

}  // namespace confab
