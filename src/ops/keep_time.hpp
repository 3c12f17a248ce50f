// How long something is kept, as an operator writes it.
#pragma once

#include <chrono>
#include <string_view>

namespace confab::ops {

struct KeepTime {
    bool at_all = true;
    std::chrono::milliseconds time{0};  // 0: for ever
};

// "12h", "90d", "2w", "1y" (365 days), "forever" or "0". Throws BadOptions.
KeepTime parse_keep(std::string_view text);

}  // namespace confab::ops
