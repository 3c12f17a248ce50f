// A line of a program may begin with a label, which the answers to it have then: "@label=x /who".
#pragma once

#include <string_view>

#include "confab/base/typed_line.hpp"

namespace confab {

inline constexpr std::string_view label_mark = "@label=";
inline constexpr std::size_t max_label = 64;  // bytes

struct LabelledLine {
    std::string_view label;  // visible ASCII; empty: there is none
    TypedLine line;          // without it
    bool is_bad = false;     // it begins like a label, but there is none
};

LabelledLine read_label(const TypedLine& line);

}  // namespace confab
