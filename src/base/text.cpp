#include "confab/base/text.hpp"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include "confab/base/visible.hpp"

namespace confab {

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string one_line(std::string_view text, char instead) {
    std::string line(text);
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    std::replace_if(line.begin(), line.end(), is_control, instead);
    return line;
}

std::string_view take_word(std::string_view& rest) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.find_first_not_of(' ', end), rest.size()));
    if (is_blank(rest)) rest = {};
    return word;
}

std::string_view excerpt(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    std::size_t end = max_bytes;
    while (end > 0 && U8_IS_TRAIL(text[end])) --end;
    return text.substr(0, end);
}

std::string shortened(std::string_view text, std::size_t max_bytes) {
    return text.size() <= max_bytes ? std::string(text) : fmt::format("{} ...", excerpt(text, max_bytes));
}

std::size_t character_count(std::string_view text) {
    const auto begins = [](char c) { return !U8_IS_TRAIL(c); };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = ascii_lower(c);
    return lower;
}

bool is_guest_name(std::string_view folded) {
    if (!folded.starts_with("guest") || folded.size() == 5) return false;
    return folded.find_first_not_of("0123456789", 5) == std::string_view::npos;
}

}  // namespace confab
