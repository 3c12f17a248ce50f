// Where a user is in what was said before.
#pragma once

#include <cstdint>
#include <vector>

#include "confab/base/room_key.hpp"

namespace confab {

struct Reading {
    struct Result {
        RoomKey room_key;
        std::uint64_t id;
    };
    RoomKey room_key;             // what /more goes on with
    std::uint64_t before = 0;     // the oldest id shown of it
    std::vector<Result> results;  // of the last search, as numbered
};

}  // namespace confab
