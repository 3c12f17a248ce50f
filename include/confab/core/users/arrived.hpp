// How much of its output a connection has delivered to the other end. The edge finds out.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "confab/base/time.hpp"

namespace confab {

// What was sent before `before` has arrived, and of the rest all but the last `missing` bytes.
struct Reached {
    static constexpr std::uint64_t nobody_knows = std::numeric_limits<std::uint64_t>::max();

    MonoTime before{};
    std::uint64_t missing = nobody_knows;
    bool operator==(const Reached&) const = default;
};

// Nothing: that is not known.
using Arrived = std::optional<Reached>;

inline constexpr Arrived all_arrived = Reached{MonoTime::max(), 0};

}  // namespace confab
