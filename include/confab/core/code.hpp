// What the chat answers, by kind. The names are those that dialect/text/wording gives to programs ("code"):
// from there on they are part of the contract, so a code is never given another meaning.
#pragma once

#include <cstdint>

namespace confab {

enum class Code : std::uint16_t {
    none,   // nothing is in the way
    plain,  // transitional: a finished text, which is no code for programs

    // A name of a person or a room (NameFault).
    name_missing,
    name_too_long,
    name_bad_start,
    name_bad_character,
    name_mixed_scripts,
    name_reserved,

    // A command that is not called as it should be.
    command_usage,

    // Rooms.
    room_unknown,

    // Accounts.
    server_busy,
    name_given_up,

    last_,  // not a code: how many there are
};

}  // namespace confab
