// What the word index is given, and what it is asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace confab::store {

// A text as it is indexed: its words by core's rules (search_words.hpp), since those of FTS5's unicode61 take
// a sentence without spaces for one word, split words at their vowel signs and leave emoji out. The index
// only splits at spaces. The trigram tokenizer would do without this, but cannot find words of one or two
// characters, which is what most Chinese words are, and its index is three times as large.
std::string indexed_text(std::string_view text);

// What is looked for.
struct SearchWords {
    // Finds lines with all of the words; each is quoted, so nothing in them means anything to FTS5. The last
    // word may be the beginning of one, from 3 characters on: it is what somebody is likely to have cut
    // short, and shorter beginnings find too much. Empty if there is nothing to look for.
    std::string expression;
    // What the words alone do not say: "c++" is more than "c".
    struct Typed {
        std::string form;
        bool beginning;
    };
    std::vector<Typed> typed;

    bool found_in(std::string_view text) const;
};

// Only of `people`, unless that is empty.
SearchWords search_words(std::string_view typed, const std::vector<std::int64_t>& people);

// How a person stands in the index: a word that is in no text column.
std::string person_word(std::int64_t person);

}  // namespace confab::store
