// Which colour a name has.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace confab::dialect {

// What a terminal can show: no colours at all, the 16 of every terminal, or xterm's 256.
enum class Depth : std::uint8_t { none, sixteen, many, last_ = many };

// Of an indexed colour, as in SGR 38;5;N (or 30 to 37 and 90 to 97 for the first 16). A name's colour
// is a hash of the name with its case folded: the same for everyone, on every server and for ever.
std::uint8_t colour_of(std::string_view name, Depth depth);

// Those that names can have. Each has a contrast of at least 3 (WCAG 2.2, 1.4.11) to black and to
// white, those of 256 one of 3.9, because nobody tells us what the background is.
std::span<const std::uint8_t> palette(Depth depth);

}  // namespace confab::dialect
