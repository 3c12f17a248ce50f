#include "confab/base/json_member.hpp"

#include <fmt/format.h>

#include <iterator>

#include "confab/base/time_text.hpp"

namespace confab {

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
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
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
    fmt::format_to(std::back_inserter(out), ",\"{}\":{}", key, number);
}

void json_member(std::string& out, std::string_view key, std::span<const std::string> values,
                 std::string_view mark) {
    if (values.empty()) return;
    out.append(",\"").append(key).append("\":");
    char before = '[';
    for (const std::string& value : values) {
        out.push_back(before);
        out.append("\"").append(mark);
        append_escaped(out, value);
        out.push_back('"');
        before = ',';
    }
    out.push_back(']');
}

void json_member(std::string& out, std::string_view key, WallTime time) {
    out.append(",\"").append(key).append("\":\"");
    append_rfc3339(out, time);
    out.push_back('"');
}

}  // namespace confab
