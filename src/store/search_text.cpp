#include "search_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace confab::store {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Scripts written without spaces, and Hangul, whose words carry their particles.
constexpr std::array unspaced{
    Range{0x0E00, 0x0EFF},    // Thai, Lao
    Range{0x0F00, 0x0FFF},    // Tibetan
    Range{0x1000, 0x109F},    // Myanmar
    Range{0x1100, 0x11FF},    // Hangul letters
    Range{0x1780, 0x17FF},    // Khmer
    Range{0x3005, 0x3007},    // Han marks
    Range{0x3040, 0x30FF},    // Hiragana, Katakana
    Range{0x3100, 0x318F},    // Bopomofo, Hangul letters
    Range{0x31F0, 0x31FF},    // Katakana
    Range{0x3400, 0x4DBF},    // Han
    Range{0x4E00, 0x9FFF},    // Han
    Range{0xAC00, 0xD7AF},    // Hangul
    Range{0xF900, 0xFAFF},    // Han
    Range{0xFF66, 0xFFDC},    // half-width Katakana, Hangul
    Range{0x20000, 0x3FFFF},  // Han
};

// Symbols and pictures. FTS5's own tables of these are as old as its Unicode.
constexpr std::array pictures{
    Range{0x2190, 0x21FF}, Range{0x2300, 0x23FF}, Range{0x2600, 0x27BF},
    Range{0x2900, 0x297F}, Range{0x2B00, 0x2BFF}, Range{0x1F000, 0x1FAFF},
};

bool in(char32_t c, const auto& ranges) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [c](const Range& range) { return range.first <= c && c <= range.last; });
}

// How many bytes the character at the start of `text` has; the texts here are valid UTF-8.
std::size_t length_of(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

char32_t decode(std::string_view bytes) {
    constexpr std::array<unsigned, 5> lead_bits{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t c = static_cast<unsigned char>(bytes.front()) & lead_bits[bytes.size()];
    for (const char next : bytes.substr(1)) c = (c << 6) | (static_cast<unsigned char>(next) & 0x3F);
    return c;
}

void append_picture(std::string& out, char32_t c) {
    std::array<char, 16> word{};
    std::snprintf(word.data(), word.size(), " u%x ", static_cast<unsigned>(c));
    out.append(word.data());
}

// No control is in what came through the cleaning; one that does must not end the text early.
bool separates(char c) { return static_cast<unsigned char>(c) <= 0x20; }

void append_quoted(std::string& out, std::string_view word) {
    out.push_back('"');
    for (const char c : word) {
        if (c == '"') out.push_back('"');
        out.push_back(separates(c) ? ' ' : c);
    }
    out.push_back('"');
}

std::size_t characters(std::string_view word) {
    return static_cast<std::size_t>(std::count_if(
        word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::string_view> split(std::string_view words) {
    std::vector<std::string_view> all;
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t start = i;
        while (i < words.size() && !separates(words[i])) ++i;
        if (i > start) all.push_back(words.substr(start, i - start));
        while (i < words.size() && separates(words[i])) ++i;
    }
    return all;
}

}  // namespace

std::string indexed_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    while (!text.empty()) {
        const std::string_view bytes = text.substr(0, length_of(text));
        text.remove_prefix(bytes.size());
        const char32_t c = decode(bytes);
        if (c < 0x0E00) {
            out.append(bytes);
        } else if (in(c, pictures)) {
            append_picture(out, c);
        } else if (in(c, unspaced)) {
            out.append(" ").append(bytes).append(" ");
        } else {
            out.append(bytes);
        }
    }
    return out;
}

std::string person_word(std::int64_t person) {
    std::string word = "p";
    word.append(std::to_string(person));
    return word;
}

std::string match_expression(std::string_view words, const std::vector<std::int64_t>& people) {
    constexpr std::size_t most_words = 32;
    constexpr std::size_t shortest_beginning = 3;
    std::vector<std::string_view> all = split(words);
    if (all.empty()) return "";
    if (all.size() > most_words) all.resize(most_words);

    std::string out = "{text} : (";
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string word = indexed_text(all[i]);
        append_quoted(out, word);
        if (i + 1 == all.size() && characters(all[i]) >= shortest_beginning) out.append("*");
        out.append(" ");
    }
    out.append(")");
    if (people.empty()) return out;
    out.append(" AND {who} : (");
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (i > 0) out.append(" OR ");
        append_quoted(out, person_word(people[i]));
    }
    return out.append(")");
}

}  // namespace confab::store
