// Where a client is in what was said before.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace confab {

struct Reading {
    struct Result {
        std::string room_key;
        std::uint64_t id;
    };
    std::string room_key;         // what /more goes on with
    std::uint64_t before = 0;     // the oldest id shown of it
    std::vector<Result> results;  // of the last search, as numbered
};

}  // namespace confab
