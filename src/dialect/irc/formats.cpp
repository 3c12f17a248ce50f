#include "formats.hpp"

#include <algorithm>

namespace confab::dialect::irc {

namespace {

// Bold, italics, underline, struck through, monospace, reverse, and the end of them all.
constexpr std::string_view styles = "\x02\x1d\x1f\x1e\x11\x16\x0f";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// The length of a number of up to `most` characters at the beginning.
template <class Fits>
std::size_t run_of(std::string_view text, std::size_t most, Fits fits) {
    std::size_t length = 0;
    while (length < std::min(most, text.size()) && fits(text[length])) ++length;
    return length;
}

// What belongs to a colour, behind its control character: a number, and perhaps a comma and another one.
template <class Fits>
std::size_t colour_length(std::string_view text, std::size_t most, Fits fits) {
    const std::size_t first = run_of(text, most, fits);
    if (first == 0 || first == text.size() || text[first] != ',') return first;
    const std::size_t second = run_of(text.substr(first + 1), most, fits);
    return second == 0 ? first : first + 1 + second;
}

}  // namespace

std::string without_formats(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\x03') {
            i += colour_length(text.substr(i + 1), 2, is_digit);
        } else if (c == '\x04') {
            i += colour_length(text.substr(i + 1), 6, is_hex);
        } else if (styles.find(c) == std::string_view::npos) {
            plain.push_back(c);
        }
    }
    return plain;
}

bool is_utf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t length = c < 0x80                ? 1
                                   : c >= 0xc2 && c < 0xe0 ? 2
                                   : c >= 0xe0 && c < 0xf0 ? 3
                                   : c >= 0xf0 && c < 0xf5 ? 4
                                                           : 0;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80U) return false;
        }
        const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0;
        const bool wrong = (c == 0xe0 && second < 0xa0) || (c == 0xed && second >= 0xa0) ||
                           (c == 0xf0 && second < 0x90) || (c == 0xf4 && second >= 0x90);
        if (wrong) return false;
        i += length;
    }
    return true;
}

}  // namespace confab::dialect::irc
