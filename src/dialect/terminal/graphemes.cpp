#include "graphemes.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <stdexcept>

#include "confab/base/text.hpp"

namespace confab::dialect {

namespace {

// Below U+0300 everything has one cell; U+00AD too, whatever Unicode says of it.
constexpr UChar32 first_mark = 0x300;
constexpr UChar32 soft_hyphen = 0xAD;
constexpr std::size_t worth_knowing = 256;    // bytes
constexpr std::size_t max_known = 16 * 1024;  // bytes; a longer text is split each time
constexpr UChar32 emoji_selector = 0xFE0F;

// Between two characters of ASCII is always a boundary, since no text here has CR or LF.
bool ascii_boundary(std::string_view text, std::size_t at) {
    return at == 0 || at >= text.size() || (is_ascii(text[at - 1]) && is_ascii(text[at]));
}

// Conjoining vowels and finals are drawn into the syllable's first letter.
bool joins_syllable(UChar32 c) { return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF); }

bool has_no_width(UChar32 c) {
    if (joins_syllable(c)) return true;
    if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0) return true;
    // Signs that stand before a number, as U+0600, are formats which can be seen.
    return u_charType(c) == U_FORMAT_CHAR &&
           u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) != U_GCB_PREPEND;
}

bool is_flag_letter(UChar32 c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool is_wide(UChar32 c) {
    const int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    if (width == U_EA_WIDE || width == U_EA_FULLWIDTH) return true;
    // Half of a flag is a letter in a box, one cell.
    return u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) && !is_flag_letter(c);
}

// Cells of one grapheme.
std::uint8_t width_of(std::string_view grapheme) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(grapheme.data());
    const auto length = static_cast<int32_t>(grapheme.size());
    int cells = 0;
    UChar32 previous = 0;
    for (int32_t i = 0; i < length && cells < 2;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, i, length, c);
        if (c < first_mark) {
            cells = std::max(cells, 1);
        } else if (c == emoji_selector) {
            if (u_hasBinaryProperty(previous, UCHAR_EMOJI)) cells = 2;
        } else if (u_charType(c) == U_COMBINING_SPACING_MARK || (is_flag_letter(c) && cells > 0)) {
            ++cells;
        } else if (!has_no_width(c)) {
            cells = std::max(cells, is_wide(c) ? 2 : 1);
        }
        previous = c;
    }
    return static_cast<std::uint8_t>(std::min(cells, 2));
}

// A newer character than the terminal knows counts as certain: nobody can tell.
bool is_certain(std::string_view grapheme) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(grapheme.data());
    const auto length = static_cast<int32_t>(grapheme.size());
    int32_t i = 0;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    if (i != length) return false;
    if (c < first_mark) return c != soft_hyphen;
    constexpr std::uint32_t seen = U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_S_MASK;
    return (U_GET_GC_MASK(c) & seen) != 0 && !joins_syllable(c) && !u_hasBinaryProperty(c, UCHAR_EMOJI) &&
           !u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}

// By each of its characters, at most `max_spare` more than `columns`.
std::uint8_t spare_of(std::string_view grapheme, std::size_t columns) {
    constexpr std::size_t max_spare = 6;  // a family of four
    std::size_t cells = 0;
    while (!grapheme.empty() && cells < columns + max_spare) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(grapheme.data());
        int32_t length = 0;
        U8_FWD_1(bytes, length, static_cast<int32_t>(grapheme.size()));
        cells += width_of(grapheme.substr(0, static_cast<std::size_t>(length)));
        grapheme.remove_prefix(static_cast<std::size_t>(length));
    }
    return static_cast<std::uint8_t>(std::clamp(cells, columns, columns + max_spare) - columns);
}

Grapheme measured(std::string_view grapheme, std::size_t offset) {
    Grapheme result{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(grapheme.size()),
                    width_of(grapheme), is_certain(grapheme)};
    if (!result.certain) result.spare = spare_of(grapheme, result.columns);
    return result;
}

}  // namespace

Graphemes::Graphemes() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_ = ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU: cannot open the grapheme iterator");
}

Graphemes::~Graphemes() {
    ubrk_close(iterator_);
    utext_close(&utf8_);
}

// False only if ICU runs out of memory; each code that asks then takes all for one grapheme.
bool Graphemes::look_at(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&utf8_, text.data(), static_cast<int64_t>(text.size()), &status);
    ubrk_setUText(iterator_, &utf8_, &status);
    return U_SUCCESS(status);
}

// Of a long text all but the ASCII at its beginning is remembered: names and times differ from one terminal
// to the next, what was said does not.
void Graphemes::split(std::string_view text, std::vector<Grapheme>& out) {
    out.clear();
    const auto foreign =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_ascii) - text.begin());
    const std::size_t rest = text.size() - foreign;
    if (rest < worth_knowing || rest >= max_known) return split_anew(text, out);
    const std::size_t plain = std::max<std::size_t>(foreign, 1) - 1;
    for (std::size_t i = 0; i < plain; ++i) out.push_back({static_cast<std::uint32_t>(i), 1, 1});
    for (Grapheme unit : known(text.substr(plain)).units) {
        unit.offset += static_cast<std::uint32_t>(plain);
        out.push_back(unit);
    }
}

const Graphemes::Known& Graphemes::known(std::string_view text) {
    for (const Known& each : known_) {
        if (each.text == text) return each;
    }
    Known& next = known_[oldest_];
    oldest_ = (oldest_ + 1) % known_.size();
    next.text = text;
    split_anew(text, next.units);
    return next;
}

void Graphemes::split_anew(std::string_view text, std::vector<Grapheme>& out) {
    out.clear();
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = start + 1;
        while (!ascii_boundary(text, end)) ++end;
        if (end == start + 1) {
            out.push_back({static_cast<std::uint32_t>(start), 1, 1});
        } else {
            split_by_icu(text.substr(start, end - start), start, out);
        }
        start = end;
    }
}

void Graphemes::split_by_icu(std::string_view part, std::size_t offset, std::vector<Grapheme>& out) {
    std::size_t start = 0;
    const bool known = look_at(part);
    while (start < part.size()) {
        const int32_t next = known ? ubrk_next(iterator_) : UBRK_DONE;
        const std::size_t end = next == UBRK_DONE ? part.size() : static_cast<std::size_t>(next);
        const std::string_view grapheme = part.substr(start, end - start);
        out.push_back(measured(grapheme, offset + start));
        start = end;
    }
}

std::size_t Graphemes::columns(std::string_view text) {
    if (all_ascii(text)) return text.size();
    split(text, measured_);
    std::size_t sum = 0;
    for (const Grapheme& grapheme : measured_) sum += grapheme.columns;
    return sum;
}

std::size_t Graphemes::before(std::string_view text, std::size_t at) {
    if (at == 0) return 0;
    if (is_ascii(text[at - 1]) && ascii_boundary(text, at - 1)) return at - 1;
    if (!look_at(text)) return 0;
    const int32_t found = ubrk_preceding(iterator_, static_cast<int32_t>(at));
    return found == UBRK_DONE ? 0 : static_cast<std::size_t>(found);
}

std::size_t Graphemes::after(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.size();
    if (is_ascii(text[at]) && ascii_boundary(text, at + 1)) return at + 1;
    if (!look_at(text)) return text.size();
    const int32_t found = ubrk_following(iterator_, static_cast<int32_t>(at));
    return found == UBRK_DONE ? text.size() : static_cast<std::size_t>(found);
}

std::size_t Graphemes::at_or_after(std::string_view text, std::size_t at) {
    if (ascii_boundary(text, at)) return std::min(at, text.size());
    if (!look_at(text)) return text.size();
    return ubrk_isBoundary(iterator_, static_cast<int32_t>(at)) ? at : after(text, at);
}

}  // namespace confab::dialect
