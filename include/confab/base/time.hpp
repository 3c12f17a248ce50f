// Time is an argument in core: the edge reads the clocks once a turn and hands both readings in.
#pragma once

#include <chrono>

namespace confab {

using Milliseconds = std::chrono::milliseconds;
using WallTime = std::chrono::sys_time<Milliseconds>;                               // what is shown; may jump
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, Milliseconds>;  // what is measured

// Both are always given: a reading that was left out would be 1970, when no ban is over.
struct Now {
    Now(WallTime on_the_wall, MonoTime since_boot) : wall(on_the_wall), mono(since_boot) {}

    WallTime wall;
    MonoTime mono;
};

}  // namespace confab
