// Rooms.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_rooms() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::room_unknown, "room_unknown", "", "there is no such room, /rooms lists them all"},
    });
    return phrases;
}

}  // namespace confab::dialect
