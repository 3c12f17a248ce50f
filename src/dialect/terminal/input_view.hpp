// What somebody is typing, as the editor has it and the screen shows it.
#pragma once

#include <cstddef>
#include <string_view>

namespace confab::dialect {

// Views are valid UTF-8 without controls.
struct InputView {
    std::string_view prompt;
    std::string_view text;
    std::size_t cursor = 0;  // bytes of `text` before it
};

}  // namespace confab::dialect
