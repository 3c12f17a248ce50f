// Time is an argument in core: the edge reads the clocks once a turn and hands both readings in.
#pragma once

#include <chrono>

namespace confab {

using Milliseconds = std::chrono::milliseconds;
using WallTime = std::chrono::sys_time<Milliseconds>;                               // what is shown; may jump
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, Milliseconds>;  // what is measured

struct Now {
    WallTime wall;
    MonoTime mono;
};

}  // namespace confab
