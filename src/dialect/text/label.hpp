// A line of a program may begin with a label, which the answers to it have then: "@label=x /who".
#pragma once

#include <string_view>

#include "confab/base/typed_line.hpp"

namespace confab {

inline constexpr std::string_view label_mark = "@label=";
inline constexpr std::size_t max_label = 64;  // bytes

struct LabelledLine {
    std::string_view label;  // empty: there is none, or it is too long
    TypedLine line;          // without it
};

LabelledLine read_label(const TypedLine& line);

}  // namespace confab
