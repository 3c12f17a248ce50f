#include "text.hpp"

#include <algorithm>
#include <regex>

namespace confab::e2e {

bool matches(std::string_view text, std::string_view expression) {
    return std::regex_match(text.begin(), text.end(), std::regex(expression.begin(), expression.end()));
}

bool has_match(std::string_view text, std::string_view expression) {
    return std::regex_search(text.begin(), text.end(), std::regex(expression.begin(), expression.end()));
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

std::size_t count_containing(const std::vector<std::string>& lines, std::string_view part) {
    const auto has = [part](const std::string& line) { return contains(line, part); };
    return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), has));
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string join_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

std::string visible(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    for (const char character : bytes) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte < 0x7f) {
            shown += character;
        } else {
            shown += "\\x";
            shown += digits[byte >> 4];
            shown += digits[byte & 15];
        }
    }
    return shown;
}

bool has_controls(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<unsigned char>(line[i]);
        if (byte < 0x20 || byte == 0x7f) return true;
        if (byte != 0xc2 || i + 1 == line.size()) continue;
        const auto next = static_cast<unsigned char>(line[i + 1]);
        if (next >= 0x80 && next < 0xa0) return true;
    }
    return false;
}

std::string times(std::size_t count, std::string_view unit) {
    std::string text;
    text.reserve(count * unit.size());
    while (count-- > 0) text += unit;
    return text;
}

}  // namespace confab::e2e
