#include "search_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "confab/base/search_words.hpp"
#include "confab/base/text.hpp"

namespace confab::store {

namespace {

constexpr std::size_t max_words = 32;
constexpr std::size_t min_beginning = 3;  // characters

bool is_blank(char c) { return static_cast<unsigned char>(c) <= 0x20; }

std::string phrase(std::string_view word) { return fmt::format("\"{}\"", word); }

std::vector<std::string_view> split(std::string_view words) {
    std::vector<std::string_view> all;
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t start = i;
        while (i < words.size() && !is_blank(words[i])) ++i;
        if (i > start) all.push_back(words.substr(start, i - start));
        while (i < words.size() && is_blank(words[i])) ++i;
    }
    return all;
}

// One of ASCII's letters and digits alone is found by the index.
bool is_one_word(std::string_view form) {
    return std::all_of(form.begin(), form.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

}  // namespace

std::string indexed_text(std::string_view text) { return words_of(search_form(text)); }

std::string person_word(std::int64_t person) { return fmt::format("p{}", person); }

bool SearchWords::found_in(std::string_view text) const {
    if (typed.empty()) return true;
    const std::string form = search_form(text);
    return std::all_of(typed.begin(), typed.end(), [&form](const Typed& word) {
        return holds_as_typed(form, word.form, word.beginning);
    });
}

SearchWords search_words(std::string_view typed, const std::vector<std::int64_t>& people) {
    SearchWords wanted;
    std::vector<std::string_view> all = split(typed);
    if (all.size() > max_words) all.resize(max_words);

    std::string out = "{text} : (";
    bool any = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::string_view word = all[i];
        while (word.ends_with('*')) word.remove_suffix(1);  // what it stands for elsewhere is so anyway
        std::string form = search_form(word);
        const std::string words = words_of(form);
        if (words.empty()) continue;  // core has refused it
        any = true;
        const bool beginning = i + 1 == all.size() && character_count(form) >= min_beginning;
        fmt::format_to(std::back_inserter(out), "{}{} ", phrase(words), beginning ? "*" : "");
        if (!is_one_word(form)) wanted.typed.push_back({std::move(form), beginning});
    }
    if (!any) return {};
    out.append(")");
    if (!people.empty()) {
        std::vector<std::string> words;
        for (const std::int64_t person : people) words.push_back(phrase(person_word(person)));
        fmt::format_to(std::back_inserter(out), " AND {{who}} : ({})", fmt::join(words, " OR "));
    }
    wanted.expression = std::move(out);
    return wanted;
}

}  // namespace confab::store
