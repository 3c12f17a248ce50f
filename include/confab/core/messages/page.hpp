// How lines of the history are shown once they are there.
#pragma once

#include <optional>
#include <string>

#include "confab/base/room_key.hpp"
#include "confab/base/time.hpp"
#include "confab/core/reply.hpp"

namespace confab {

struct Page {
    RoomKey room_key;
    std::string room;
    Code title = Code::history_last;  // of the lines, the room and `detail`
    Argument detail{};
    Reply nothing{};    // told if there are no lines
    bool hint = false;  // say so if there is more
    // Instead of `detail`: what was missed since then, or since the first of the lines if that is older.
    std::optional<WallTime> since{};
};

}  // namespace confab
