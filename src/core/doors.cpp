#include "confab/core/doors.hpp"

#include "confab/core/hub.hpp"
#include "text.hpp"

namespace confab {

void Doors::load(std::vector<RoomRecord> /*rooms*/) {}

// A room that is only remembered is none.
bool Doors::sees(const Client& /*client*/, const Room& room) const {
    return !room.members().empty() || room.rules || room.is_lobby();
}

std::string Doors::refuses_entry(Client& /*client*/, const Name& name, const Room* /*room*/,
                                 std::string_view word, Now /*now*/) {
    if (word.empty()) return {};
    return sentence("no room can be called that: a name has no spaces, and #", name.text, " asks for no key");
}

std::string Doors::refuses_speech(Client& /*client*/, Room& /*room*/, Now /*now*/) { return {}; }

void Doors::made(Room& /*room*/, const Client& /*client*/, Now /*now*/) {}

}  // namespace confab
