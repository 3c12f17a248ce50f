// What a script expects of a line that somebody sees.
#pragma once

#include <string>
#include <vector>

namespace confab::chat {

struct Expected {
    enum class As { text, pattern, json };
    As as = As::text;
    std::string text{};
};

// Whether the line is as expected. If a pattern has groups, then `groups` becomes what they matched.
bool fits(const std::string& line, const Expected& expected, std::vector<std::string>& groups);

// Throws std::invalid_argument if no line could ever be meant.
void check(const Expected& expected);

// With the byte 0xNN in the place of each "\xNN".
std::string unescaped(const std::string& text);
// The other way, for bytes that no editor shows.
std::string escaped(const std::string& text);

}  // namespace confab::chat
