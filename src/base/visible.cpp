#include "confab/base/visible.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace confab {

namespace {

// Characters that Unicode counts among letters and symbols, but whose glyph is empty: BRAILLE PATTERN
// BLANK, KHITAN SMALL SCRIPT FILLER, EGYPTIAN HIEROGLYPH FULL and HALF BLANK, MUSICAL SYMBOL NULL NOTEHEAD.
constexpr std::array<UChar32, 5> empty_glyphs = {0x2800, 0x16FE4, 0x13441, 0x13442, 0x1D159};

bool is_seen(UChar32 c) {
    if (c < 0) return true;
    if (u_isUWhiteSpace(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return false;
    if (u_charType(c) == U_CONTROL_CHAR) return false;
    if (u_charType(c) == U_FORMAT_CHAR) return u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
    return std::find(empty_glyphs.begin(), empty_glyphs.end(), c) == empty_glyphs.end();
}

}  // namespace

std::string_view find_first_visible(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    int32_t next = 0;
    while (next < length) {
        const int32_t start = next;
        UChar32 c = 0;
        U8_NEXT(bytes, next, length, c);
        if (is_seen(c)) return text.substr(static_cast<std::size_t>(start));
    }
    return {};
}

}  // namespace confab
