// Where a word ends. It decides whose name stands in a line.
#pragma once

#include <unicode/unistr.h>

#include <string_view>

namespace confab {

// An occurrence of a word: of `length` at `begin`, which are both in UTF-16.
struct Occurrence {
    int32_t begin;
    int32_t length;
};

// Does the word end at the end of this occurrence (`direction` 1), or begin at its beginning (-1)?
bool ends(const icu::UnicodeString& text, Occurrence word, int32_t direction);
// False if no word can begin there: a letter of the same script is right before it. Cheaper than ends().
bool may_begin(const icu::UnicodeString& text, int32_t at);

// The form in which lines and words are compared.
icu::UnicodeString folded(std::string_view text);

}  // namespace confab
