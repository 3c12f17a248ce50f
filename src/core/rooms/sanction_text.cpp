#include "confab/core/rooms/sanction_text.hpp"

#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"

namespace confab {

std::string sanction_text(const Sanction& sanction, RoomDirectory& rooms, const ZoneClock& clock) {
    const bool ban = sanction.kind == Sanction::Kind::ban;
    std::string place;
    if (!sanction.room_key.empty()) {
        const Room* room = rooms.find_by_key(sanction.room_key);
        if (room != nullptr) place = sentence(ban ? " from #" : " in #", room->name().text);
    }
    return sentence(
        ban ? "banned" : "muted", place,
        sanction.until == for_ever ? std::string() : sentence(" until ", moment_text(sanction.until, clock)),
        sanction.reason.empty() ? "" : ": ", sanction.reason);
}

}  // namespace confab
