// How lines of the history are shown once they are there.
#pragma once

#include <optional>
#include <string>

#include "confab/base/time.hpp"

namespace confab {

// "last 3 lines of #dev:" has something before its count and after the room.
struct Page {
    std::string room_key;
    std::string room;
    std::string before;
    std::string after;
    std::string nothing;  // told if there are no lines; may be empty
    bool hint = false;    // say so if there is more
    // Instead of `after`: what was missed since then, or since the first of the lines if that is older.
    std::optional<WallTime> since{};
};

}  // namespace confab
