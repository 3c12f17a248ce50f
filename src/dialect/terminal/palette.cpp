#include "palette.hpp"

#include <unicode/ucasemap.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <string>

#include "confab/base/text.hpp"

namespace confab::dialect {

namespace {

constexpr std::array<std::uint8_t, 5> few{1, 5, 9, 12, 13};
constexpr std::array<std::uint8_t, 16> many{131, 196, 130, 64,  28,  29,  30,  31,
                                            27,  63,  98,  129, 165, 133, 163, 161};

// FNV-1a in 32 bits, and its halves folded, because its lowest bits mix least.
std::uint32_t hash(std::string_view bytes) {
    std::uint32_t value = 2166136261U;
    for (const char byte : bytes) value = (value ^ static_cast<std::uint8_t>(byte)) * 16777619U;
    return value ^ (value >> 16U);
}

std::string folded(std::string_view name) {
    if (all_ascii(name)) return ascii_lower(name);
    std::string out(name);
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap* map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &status);
    out.resize(3 * name.size());  // full folding makes no name longer than that
    const auto length = ucasemap_utf8FoldCase(map, out.data(), static_cast<std::int32_t>(out.size()),
                                              name.data(), static_cast<std::int32_t>(name.size()), &status);
    ucasemap_close(map);
    if (U_FAILURE(status)) return std::string(name);
    out.resize(static_cast<std::size_t>(length));
    return out;
}

}  // namespace

std::span<const std::uint8_t> palette(Depth depth) {
    switch (depth) {
        case Depth::none: return {};
        case Depth::sixteen: return few;
        case Depth::many: return many;
    }
    return {};
}

std::uint8_t colour_of(std::string_view name, Depth depth) {
    const std::span<const std::uint8_t> colours = palette(depth);
    return colours.empty() ? std::uint8_t{0} : colours[hash(folded(name)) % colours.size()];
}

}  // namespace confab::dialect
