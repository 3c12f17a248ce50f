// What somebody who mistyped a word probably meant.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace confab {

// The place in `words` of the one most like `typed`, if one is near: at most two changes of a letter, one if
// either word has up to three. Of several the one that needs fewer changes, then the one that begins alike
// for longer, then the shorter one. A word of more than 16 characters is near to nothing.
std::optional<std::size_t> nearest(std::string_view typed, std::span<const std::string_view> words);

}  // namespace confab
