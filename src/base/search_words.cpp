#include "confab/base/search_words.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "confab/base/text.hpp"

namespace confab {

namespace {

struct Letters {
    UChar32 first;
    UChar32 last;
};

constexpr std::array written_without_spaces{
    Letters{0x0E00, 0x0EFF},    // Thai, Lao
    Letters{0x0F00, 0x0FFF},    // Tibetan
    Letters{0x1000, 0x109F},    // Myanmar
    Letters{0x1100, 0x11FF},    // Hangul letters
    Letters{0x1780, 0x17FF},    // Khmer
    Letters{0x3005, 0x3007},    // Han marks
    Letters{0x3040, 0x30FF},    // Hiragana, Katakana
    Letters{0x3100, 0x318F},    // Bopomofo, Hangul letters
    Letters{0x31F0, 0x31FF},    // Katakana
    Letters{0x3400, 0x4DBF},    // Han
    Letters{0x4E00, 0x9FFF},    // Han
    Letters{0xAC00, 0xD7AF},    // Hangul
    Letters{0xF900, 0xFAFF},    // Han
    Letters{0xFF66, 0xFFDC},    // half-width Katakana, Hangul
    Letters{0x20000, 0x3FFFF},  // Han
};

constexpr std::array accents{Letters{0x0300, 0x036F}, Letters{0x1AB0, 0x1AFF}, Letters{0x1DC0, 0x1DFF},
                             Letters{0x20D0, 0x20FF}, Letters{0xFE20, 0xFE2F}};

constexpr std::array vowel_points{Letters{0x0591, 0x05C7}, Letters{0x0610, 0x061A}, Letters{0x064B, 0x065F},
                                  Letters{0x0670, 0x0670}, Letters{0x06D6, 0x06ED}};

bool is_one_of(UChar32 c, const auto& ranges) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [c](const Letters& range) { return range.first <= c && c <= range.last; });
}

enum class Kind : std::uint8_t {
    sign,    // between words, and a space as well
    letter,  // or a digit: a part of a word
    mark,    // a part of the letter before it
    alone,   // a word of its own
};

Kind kind_of(UChar32 c) {
    if (c < 0x80) return u_isalnum(c) ? Kind::letter : Kind::sign;
    const std::uint32_t category = U_GET_GC_MASK(c);
    if ((category & U_GC_M_MASK) != 0) return Kind::mark;
    if ((category & (U_GC_S_MASK)) != 0) return Kind::alone;
    if ((category & (U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK)) == 0) return Kind::sign;
    return is_one_of(c, written_without_spaces) ? Kind::alone : Kind::letter;
}

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

// The character at `i`, which is moved behind it.
UChar32 next_of(std::string_view text, std::size_t& i) {
    const std::uint8_t* bytes = bytes_of(text);
    const auto size = static_cast<std::int32_t>(text.size());
    auto at = static_cast<std::int32_t>(i);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    i = static_cast<std::size_t>(at);
    return c;
}

// The kind of the character before `end`; of a mark, that of its letter.
Kind kind_before(std::string_view text, std::size_t end) {
    const std::uint8_t* bytes = bytes_of(text);
    for (auto at = static_cast<std::int32_t>(end); at > 0;) {
        U8_BACK_1(bytes, 0, at);
        auto begin = static_cast<std::size_t>(at);
        if (const Kind kind = kind_of(next_of(text, begin)); kind != Kind::mark) return kind;
    }
    return Kind::sign;
}

// As they are typed on most keyboards.
UChar32 plain_sign(UChar32 c) {
    switch (c) {
        case 0x2018:
        case 0x2019: return '\'';
        case 0x201C:
        case 0x201D: return '"';
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014: return '-';
        default: return c;
    }
}

bool has_accents(UScriptCode script) {
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

// Leaves out what is not compared. A letter that is one with its accent is taken apart where people leave the
// accent out; "й" is no other form of "и".
icu::UnicodeString without_accents(const icu::UnicodeString& text, const icu::Normalizer2& apart) {
    icu::UnicodeString out;
    UScriptCode script = USCRIPT_LATIN;  // of the letter before
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (kind_of(c) == Kind::mark) {
            const bool left_out =
                is_one_of(c, vowel_points) || (has_accents(script) && is_one_of(c, accents));
            if (!left_out) out.append(c);
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        script = uscript_getScript(c, &status);
        icu::UnicodeString parts;
        const bool plain = script == USCRIPT_LATIN || script == USCRIPT_GREEK;
        const bool taken_apart = plain && apart.getDecomposition(c, parts) && !parts.isEmpty();
        out.append(taken_apart ? parts.char32At(0) : plain_sign(c));
    }
    return out;
}

}  // namespace

std::string search_form(std::string_view text) {
    if (all_ascii(text)) return ascii_lower(text);
    std::string form;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const icu::Normalizer2* apart = icu::Normalizer2::getNFDInstance(status);
    auto folded = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    if (U_SUCCESS(status)) folded = without_accents(fold->normalize(folded, status), *apart);
    folded.toUTF8String(form);
    return form;
}

std::string words_of(std::string_view form) {
    std::string words;
    words.reserve(form.size() + 16);
    bool ended = true;  // the last word is whole, but for marks
    Kind last = Kind::sign;
    for (std::size_t i = 0; i < form.size();) {
        const std::size_t begin = i;
        const Kind kind = kind_of(next_of(form, i));
        const bool stray = kind == Kind::mark && last == Kind::sign;  // its letter is not there
        const bool another = kind == Kind::alone || stray || (kind == Kind::letter && ended);
        last = stray ? Kind::alone : kind == Kind::mark ? last : kind;
        if (kind != Kind::mark || stray) ended = last != Kind::letter;
        if (kind == Kind::sign) continue;
        if (another && !words.empty()) words.push_back(' ');
        words.append(form.substr(begin, i - begin));
    }
    return words;
}

bool can_be_searched(std::string_view word) {
    const std::string form = search_form(word);
    for (std::size_t i = 0; i < form.size();) {
        const Kind kind = kind_of(next_of(form, i));
        if (kind == Kind::letter || kind == Kind::alone) return true;
    }
    return false;
}

bool holds_as_typed(std::string_view form, std::string_view word, bool beginning) {
    if (word.empty()) return true;
    std::size_t first = 0;
    const Kind begins_with = kind_of(next_of(word, first));
    const Kind ends_with = kind_before(word, word.size());
    for (std::size_t at = form.find(word); at != std::string_view::npos; at = form.find(word, at + 1)) {
        const bool inside = begins_with == Kind::letter && kind_before(form, at) == Kind::letter;
        std::size_t end = at + word.size();
        const Kind next = end < form.size() ? kind_of(next_of(form, end)) : Kind::sign;
        const bool goes_on =
            ends_with != Kind::sign &&
            (next == Kind::mark || (!beginning && ends_with == Kind::letter && next == Kind::letter));
        if (!inside && !goes_on) return true;
    }
    return false;
}

std::string search_version() {
    UVersionInfo version{};
    std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
    u_getVersion(version);
    u_versionToString(version, text.data());
    constexpr const char* rules = "1/";  // another number whenever the rules above change
    return fmt::format("{}{}", rules, text.data());
}

}  // namespace confab
