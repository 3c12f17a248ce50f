// What somebody wrote, in a sentence about it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "confab/base/text.hpp"

namespace confab::ops {

inline constexpr std::size_t max_cited = 100;  // bytes
inline constexpr std::size_t max_cited_path = 300;

// On one line, and no longer than a reader needs to find it.
inline std::string brief(std::string_view text, std::size_t max_bytes = max_cited) {
    return one_line(shortened(text, max_bytes));
}

}  // namespace confab::ops
