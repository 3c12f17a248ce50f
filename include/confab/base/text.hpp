// Taking texts apart.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace confab {

// "1 room", "2 rooms"
std::string counted(std::size_t count, std::string_view what);

// The same text without line breaks and other control characters, each of which becomes `instead`.
std::string one_line(std::string_view text, char instead = ' ');

// The first word, and what follows it without the spaces between; a rest of which nothing is seen is empty.
std::string_view take_word(std::string_view& rest);

// As much of a text as `max_bytes` hold, cut between characters.
std::string_view excerpt(std::string_view text, std::size_t max_bytes);

// The same, but a reader sees that there is more.
std::string shortened(std::string_view text, std::size_t max_bytes);

// Code points of valid UTF-8.
std::size_t character_count(std::string_view text);

inline bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
inline bool all_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return is_ascii(c); });
}

// Lower case of ASCII letters alone; what is not ASCII stays as it is.
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string ascii_lower(std::string_view text);

// "guest7", folded: the next guest may be given it.
bool is_guest_name(std::string_view folded);

}  // namespace confab
