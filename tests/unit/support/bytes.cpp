#include "bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "confab/wire/line_decoder.hpp"

namespace confab::unit {

namespace {

std::string describe(const wire::Input& input) {
    using Kind = wire::Input::Kind;
    switch (input.kind) {
        case Kind::line: return "line " + escaped(input.bytes);
        case Kind::too_long: return "too long";
        case Kind::reply: return "reply " + escaped(input.bytes);
        case Kind::are_you_there: return "are you there";
        case Kind::interrupt: return "interrupt";
        default: return "none";  // the others are a terminal's
    }
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    throw std::invalid_argument("no lower-case hexadecimal digit");
}

std::uint8_t at(std::string_view bytes, std::size_t i) {
    return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0;
}

// Length of the well-formed sequence at `i` (Unicode 15, table 3-7), 0 if there is none.
std::size_t sequence_at(std::string_view bytes, std::size_t i) {
    const auto tail = [&](std::size_t k, int low = 0x80, int high = 0xBF) {
        return at(bytes, k) >= low && at(bytes, k) <= high;
    };
    const std::uint8_t first = at(bytes, i);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return tail(i + 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool second = tail(i + 1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
        return second && tail(i + 2) ? 3 : 0;
    }
    if (first < 0xF0 || first > 0xF4) return 0;
    const bool second = tail(i + 1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
    return second && tail(i + 2) && tail(i + 3) ? 4 : 0;
}

}  // namespace

Happenings read_lines(const std::vector<std::string_view>& pieces, std::size_t max_line) {
    wire::LineDecoder decoder;
    Happenings happenings;
    for (std::string_view piece : pieces) {
        const std::string copy(piece);  // so that a view into an earlier piece is found by a sanitizer
        std::string_view rest = copy;
        for (;;) {
            const wire::Input input = decoder.next(rest, max_line);
            if (input.kind == wire::Input::Kind::none) break;
            happenings.push_back(describe(input));
        }
        if (!rest.empty()) happenings.emplace_back("left bytes over");
        if (decoder.partial().size() > 2 * max_line) happenings.emplace_back("kept too much");
    }
    const wire::Input last = decoder.finish();
    if (last.kind != wire::Input::Kind::none) happenings.push_back(describe(last));
    if (decoder.finish().kind != wire::Input::Kind::none) happenings.emplace_back("finished twice");
    return happenings;
}

std::vector<std::string_view> whole(std::string_view bytes) { return {bytes}; }

std::vector<std::string_view> byte_by_byte(std::string_view bytes) {
    std::vector<std::string_view> pieces;
    for (std::size_t i = 0; i < bytes.size(); ++i) pieces.push_back(bytes.substr(i, 1));
    return pieces;
}

std::vector<std::string_view> cut_at_random(std::string_view bytes, std::mt19937& random) {
    std::vector<std::string_view> pieces;
    while (!bytes.empty()) {
        const std::size_t size = 1 + random() % std::min<std::size_t>(bytes.size(), 1 + random() % 40);
        pieces.push_back(bytes.substr(0, size));
        bytes.remove_prefix(size);
    }
    return pieces;
}

std::string escaped(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        switch (c) {
            case '\n': text += "\\n"; continue;
            case '\r': text += "\\r"; continue;
            case '\t': text += "\\t"; continue;
            case '\0': text += "\\0"; continue;
            case '\x1b': text += "\\e"; continue;
            case '\\': text += "\\\\"; continue;
            default: break;
        }
        if (byte >= 0x20 && byte < 0x7F) {
            text += c;
        } else {
            text += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return text;
}

std::string unescaped(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes += text[i];
            continue;
        }
        switch (++i < text.size() ? text[i] : '?') {
            case 'n': bytes += '\n'; break;
            case 'r': bytes += '\r'; break;
            case 't': bytes += '\t'; break;
            case '0': bytes += '\0'; break;
            case 'e': bytes += '\x1b'; break;
            case '\\': bytes += '\\'; break;
            case 'x':
                bytes += static_cast<char>(hex_digit(text.at(i + 1)) * 16 + hex_digit(text.at(i + 2)));
                i += 2;
                break;
            default: throw std::invalid_argument("unknown escape in: " + std::string(text));
        }
    }
    return bytes;
}

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_at(bytes, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

bool has_controls(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint8_t byte = at(text, i);
        if (byte < 0x20 || byte == 0x7F) return true;
        if (byte == 0xC2 && at(text, i + 1) >= 0x80 && at(text, i + 1) <= 0x9F) return true;
    }
    return false;
}

}  // namespace confab::unit
