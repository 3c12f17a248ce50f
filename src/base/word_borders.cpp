#include "confab/base/word_borders.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <optional>

namespace confab {

namespace {

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

bool in_word(UChar32 c) { return u_isalnum(c) || c == '_' || is_mark(c); }

// Where the word goes on, seen from the neighbour at `i`; none: it ends. '-' and '.' only join if more
// follows in that direction: "jo-ann" is one word, "ann." ends a sentence.
std::optional<int32_t> goes_on(const icu::UnicodeString& text, int32_t i, int32_t direction) {
    if (i < 0 || i >= text.length()) return std::nullopt;
    const UChar32 c = text.char32At(i);
    if (c == '-' || c == '.') i += direction;
    if (i < 0 || i >= text.length() || !in_word(text.char32At(i))) return std::nullopt;
    return i;
}

// The script of a character that has one of its own, else USCRIPT_COMMON.
UScriptCode script_of(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    return U_FAILURE(status) || script == USCRIPT_INHERITED ? USCRIPT_COMMON : script;
}

// The script of the first of `most` characters that has one, from `i` on.
UScriptCode script_from(const icu::UnicodeString& text, int32_t i, int32_t direction, int32_t most) {
    for (; most > 0 && i >= 0 && i < text.length(); i += direction, --most) {
        const UScriptCode script = script_of(text.char32At(i));
        if (script != USCRIPT_COMMON) return script;
    }
    return USCRIPT_COMMON;
}

// Scripts that do not put spaces between words, and Hangul, which adds particles to them.
bool is_unspaced(UScriptCode script) {
    constexpr std::array scripts{
        USCRIPT_HAN,     USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_BOPOMOFO,    USCRIPT_HANGUL,
        USCRIPT_YI,      USCRIPT_THAI,     USCRIPT_LAO,      USCRIPT_KHMER,       USCRIPT_MYANMAR,
        USCRIPT_TIBETAN, USCRIPT_TAI_LE,   USCRIPT_LANNA,    USCRIPT_NEW_TAI_LUE, USCRIPT_TAI_VIET,
    };
    return std::find(scripts.begin(), scripts.end(), script) != scripts.end();
}

// Does the text change its script between a word and what follows it in that direction? "_" joins any. A
// digit belongs to the letters before it, as in "ann2", but stands for itself beside unspaced scripts.
bool is_border(const icu::UnicodeString& text, Occurrence word, int32_t next_at, int32_t direction) {
    const int32_t edge_at = direction > 0 ? word.begin + word.length - 1 : word.begin;
    const UChar32 edge = text.char32At(edge_at);
    const UChar32 next = text.char32At(next_at);
    if (next == '_' || (direction > 0 && is_mark(next))) return false;
    if (u_isdigit(edge) && u_isdigit(next)) return false;
    const UScriptCode script = script_from(text, edge_at, -direction, word.length);
    if (u_isdigit(next)) return is_unspaced(script);
    constexpr int32_t max_marks = 8;  // on the letter before the word
    const UScriptCode other = script_from(text, next_at, direction, is_mark(next) ? max_marks : 1);
    if (u_isdigit(edge) && is_unspaced(other)) return true;
    if (script == USCRIPT_COMMON) return !in_word(edge) && edge >= 0x80;  // a picture
    if (other != USCRIPT_COMMON) return other != script;
    // Some signs are of several scripts, as the long sound of Japanese is; others of any.
    return !uscript_hasScript(next, script) && !uscript_hasScript(next, USCRIPT_COMMON);
}

// In "@花子ちゃん" and "@철수야" no space shows where the name ends.
bool is_called(const icu::UnicodeString& text, Occurrence word, int32_t next_at) {
    if (word.begin == 0 || text.char32At(word.begin - 1) != '@') return false;
    const int32_t end = word.begin + word.length;
    return u_isalpha(text.char32At(next_at)) && is_unspaced(script_from(text, end - 1, -1, word.length));
}

}  // namespace

bool ends(const icu::UnicodeString& text, Occurrence word, int32_t direction) {
    const auto next = goes_on(text, direction > 0 ? word.begin + word.length : word.begin - 1, direction);
    if (!next || is_border(text, word, *next, direction)) return true;
    return direction > 0 && is_called(text, word, *next);
}

bool may_begin(const icu::UnicodeString& text, int32_t at) {
    const auto before = goes_on(text, at - 1, -1);
    if (!before) return true;
    const UChar32 one = text.char32At(*before);
    const UChar32 other = text.char32At(at);
    if (!u_isalpha(one) || !u_isalpha(other)) return true;
    const UScriptCode script = script_of(other);
    return script == USCRIPT_COMMON || script != script_of(one);
}

icu::UnicodeString folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    return U_FAILURE(status) ? source : fold->normalize(source, status);
}

}  // namespace confab
