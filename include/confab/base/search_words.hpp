// What makes a text findable: the words in it, and the form in which they are compared.
#pragma once

#include <string>
#include <string_view>

namespace confab {

// The text in the form that is compared: without case, in one Unicode form, without what is left out as often
// as not (accents of Latin, Greek and Cyrillic, vowel points of Arabic and Hebrew). Other marks belong to
// their letters. Valid UTF-8 in, valid UTF-8 out.
std::string search_form(std::string_view text);

// The words of a form, with a space between two. A word is what is between spaces and signs; in scripts
// without spaces, and in Hangul, whose words carry their particles, each letter with its marks is one, and so
// is each emoji or other symbol beyond ASCII.
std::string words_of(std::string_view form);

// Is there anything in it that is looked for?
bool can_be_searched(std::string_view word);

// Does `form` hold `word` (both are forms) as it was typed, its signs included, and not only its words?
// `beginning`: as the beginning of a word.
bool holds_as_typed(std::string_view form, std::string_view word, bool beginning);

// An index that was made by another version has to be made anew.
std::string search_version();

}  // namespace confab
