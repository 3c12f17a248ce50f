// What was corrected or taken back in a room lately, for people who saw it before and come back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "confab/base/time.hpp"

namespace confab {

struct Correction {
    static constexpr std::size_t max_per_room = 100;

    std::uint64_t id = 0;  // of the message
    WallTime at{};
    std::string by{};
    std::string by_key{};  // of that name
    std::string of{};      // the person that said it, if it was taken back
    bool is_deleted() const { return !of.empty(); }
};

}  // namespace confab
