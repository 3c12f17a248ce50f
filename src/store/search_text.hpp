// What the word index is given, and what it is asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace confab::store {

// A text as it is indexed. FTS5's unicode61 takes what is between spaces and marks for a word, which is
// wrong for scripts that have no spaces (a whole sentence would be one word) and leaves emoji out. So each
// character of such a script, and each emoji, becomes a word of its own here; what is searched for goes the
// same way and becomes a phrase of them, found anywhere. The trigram tokenizer would do without this, but
// cannot find words of one or two characters, which is what most Chinese words are, and its index is three
// times as large.
std::string indexed_text(std::string_view text);

// The expression that finds lines with all of the words: each of them is quoted, so nothing in them means
// anything to FTS5. The last word may be the beginning of one, from 3 characters on: it is what somebody is
// likely to have cut short, and shorter beginnings find too much. Only of `people`, unless that is empty.
// Empty if there is nothing to look for.
std::string match_expression(std::string_view words, const std::vector<std::int64_t>& people);

// How a person stands in the index: a word that is in no text column.
std::string person_word(std::int64_t person);

}  // namespace confab::store
