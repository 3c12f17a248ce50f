#include "keys.hpp"

#include <unicode/utf8.h>

#include <utility>

namespace confab::dialect {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }

bool is_control_byte(std::uint8_t byte) { return byte < 0x20 || byte == 0x7F; }

// UAX #9: LRE RLE PDF LRO RLO, LRI RLI FSI PDI.
bool turns_direction(UChar32 c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

bool is_text(UChar32 c) { return c >= 0xA0 && c != 0x2028 && c != 0x2029 && !turns_direction(c); }

enum class Utf8 : std::uint8_t { whole, cut, bad };

// Looks at the character at the front of `bytes`, which are not empty: its length, or that of the
// maximal bad part, or that all of them are its beginning.
Utf8 look_at(std::string_view bytes, UChar32& c, std::size_t& length) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<int32_t>(bytes.size());
    int32_t i = 0;
    U8_NEXT(data, i, size, c);
    length = static_cast<std::size_t>(i);
    if (c >= 0) return Utf8::whole;
    return i == size && U8_COUNT_TRAIL_BYTES(data[0]) >= i ? Utf8::cut : Utf8::bad;
}

}  // namespace

Key KeyReader::next(std::string_view& bytes) {
    if (character_given_) {
        character_given_ = false;
        character_length_ = 0;
    }
    while (!bytes.empty()) {
        const Key key = state_ == State::ground ? ground(bytes) : sequence(bytes);
        if (key.kind != Key::Kind::none) return key;
    }
    return {};
}

Key KeyReader::flush_escape() {
    if (!pending_escape()) return {};
    state_ = State::ground;
    const char letter = std::exchange(introducer_, 0);
    if (letter != 0) return with_alt(letter);
    return {Key::Kind::escape, 0, {}};
}

Key KeyReader::ground(std::string_view& bytes) {
    if (character_length_ > 0) return more_of_character(bytes);
    const std::uint8_t byte = byte_at(bytes, 0);
    const bool ends_line = after_cr_ && (byte == '\n' || byte == 0);
    after_cr_ = false;
    if (!is_control_byte(byte)) return text(bytes);
    bytes.remove_prefix(1);
    return ends_line ? Key{} : control(byte);
}

Key KeyReader::control(std::uint8_t byte) {
    switch (byte) {
        case esc: enter(State::escape); return {};
        case '\r': after_cr_ = true; return {Key::Kind::enter, 0, {}};
        case '\n': return {Key::Kind::enter, 0, {}};
        case '\t': return {Key::Kind::tab, 0, {}};
        case 0x08:
        case 0x7F: return {Key::Kind::backspace, 0, {}};
        default: break;
    }
    if (byte == 0 || byte > 26) return {Key::Kind::other, 0, {}};  // Ctrl-Space, Ctrl-_ and their neighbours
    return {Key::Kind::ctrl, static_cast<char>('a' + byte - 1), {}};
}

// A run of text, up to what is no text or not whole.
Key KeyReader::text(std::string_view& bytes) {
    std::size_t end = 0;
    while (end < bytes.size() && !is_control_byte(byte_at(bytes, end))) {
        if (byte_at(bytes, end) < 0x80) {
            ++end;
            continue;
        }
        UChar32 c = 0;
        std::size_t length = 0;
        const Utf8 found = look_at(bytes.substr(end), c, length);
        if (found == Utf8::whole && is_text(c)) {
            end += length;
            continue;
        }
        if (end > 0) break;  // first what came before
        if (found == Utf8::cut) {
            bytes.copy(character_.data(), length);
            character_length_ = static_cast<std::uint8_t>(length);
        }
        bytes.remove_prefix(length);
        if (found == Utf8::bad) return {Key::Kind::text, 0, replacement};
        return found == Utf8::whole ? no_text(c) : Key{};
    }
    const Key key{Key::Kind::text, 0, bytes.substr(0, end)};
    bytes.remove_prefix(end);
    return key;
}

// A character that was cut; one byte at a time.
Key KeyReader::more_of_character(std::string_view& bytes) {
    character_[character_length_] = bytes[0];
    UChar32 c = 0;
    std::size_t length = 0;
    const std::string_view so_far(character_.data(), character_length_ + 1U);
    const Utf8 found = look_at(so_far, c, length);
    if (found == Utf8::bad) {  // without this byte, which is looked at afresh
        character_length_ = 0;
        return {Key::Kind::text, 0, replacement};
    }
    bytes.remove_prefix(1);
    ++character_length_;
    if (found == Utf8::cut) return {};
    if (!is_text(c)) {
        character_length_ = 0;
        return no_text(c);
    }
    character_given_ = true;
    return {Key::Kind::text, 0, so_far};
}

// A separator is a space, some of C1 begin a sequence, and the rest vanishes.
Key KeyReader::no_text(std::int32_t c) {
    switch (c) {
        case 0x2028:
        case 0x2029: lost_ = true; return {Key::Kind::text, 0, " "};
        case 0x8E: enter(State::take_one); break;
        case 0x8F: enter(State::ss3); break;
        case 0x9B: enter(State::csi); break;
        case 0x90:
        case 0x98:
        case 0x9D:
        case 0x9E:
        case 0x9F: enter(State::string); break;
        default: lost_ = true; break;
    }
    return {};
}

}  // namespace confab::dialect
