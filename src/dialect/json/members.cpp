#include "members.hpp"

#include <array>
#include <charconv>
#include <cstdio>

#include "confab/base/time_text.hpp"

namespace confab::dialect {

namespace {

// RFC 8259 section 7: a quotation mark, a backslash and what is below U+0020 are escaped, the rest
// stands as it is. The texts are valid UTF-8 already.
void append_escaped(std::string& out, std::string_view text) {
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text.substr(plain, i - plain));
        plain = i + 1;
        if (byte == '\n') {
            out.append("\\n");
        } else if (byte < 0x20) {
            std::array<char, 7> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", byte);
            out.append(escape.data());
        } else {
            out.push_back('\\');
            out.push_back(text[i]);
        }
    }
    out.append(text.substr(plain));
}

}  // namespace

void json_member(std::string& out, std::string_view key, std::string_view value, std::string_view mark) {
    if (value.empty()) return;
    out.append(",\"").append(key).append("\":\"").append(mark);
    append_escaped(out, value);
    out.push_back('"');
}

void json_member(std::string& out, std::string_view key, std::uint64_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(",\"").append(key).append("\":").append(digits.data(), end);
}

void json_member(std::string& out, std::string_view key, WallTime time) {
    out.append(",\"").append(key).append("\":\"");
    append_rfc3339(out, time);
    out.push_back('"');
}

}  // namespace confab::dialect
