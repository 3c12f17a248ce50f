#include "keys.hpp"

#include <unicode/utf8.h>

namespace confab::wire {

namespace {

using Kind = Key::Kind;

constexpr std::uint8_t esc = 0x1B;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }

bool is_control(std::uint8_t byte) { return byte < 0x20 || byte == 0x7F; }

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

Key arrow(std::uint8_t final, bool word) {
    switch (final) {
        case 'A': return {Kind::up, 0, {}};
        case 'B': return {Kind::down, 0, {}};
        case 'C': return {word ? Kind::word_right : Kind::right, 0, {}};
        case 'D': return {word ? Kind::word_left : Kind::left, 0, {}};
        case 'F': return {Kind::end, 0, {}};
        case 'H': return {Kind::home, 0, {}};
        default: return {};
    }
}

// VT220's numbers, with those of rxvt and the Linux console.
Key numbered(std::uint16_t number) {
    switch (number) {
        case 1:
        case 7: return {Kind::home, 0, {}};
        case 2: return {Kind::insert, 0, {}};
        case 3: return {Kind::del, 0, {}};
        case 4:
        case 8: return {Kind::end, 0, {}};
        case 5: return {Kind::page_up, 0, {}};
        case 6: return {Kind::page_down, 0, {}};
        case 200: return {Kind::paste_begin, 0, {}};
        case 201: return {Kind::paste_end, 0, {}};
        default: return {};
    }
}

Key with_alt(std::uint8_t byte) {
    const bool capital = byte >= 'A' && byte <= 'Z';
    return {Kind::alt, static_cast<char>(capital ? byte - 'A' + 'a' : byte), {}};
}

}  // namespace

Key KeyReader::next(std::string_view& bytes) {
    if (character_given_) {
        character_given_ = false;
        character_length_ = 0;
    }
    while (!bytes.empty()) {
        const Key key = state_ == State::ground ? ground(bytes) : sequence(bytes);
        if (key.kind != Kind::none) return key;
    }
    return {};
}

Key KeyReader::flush_escape() {
    if (!pending_escape()) return {};
    state_ = State::ground;
    return {Kind::escape, 0, {}};
}

Key KeyReader::ground(std::string_view& bytes) {
    if (character_length_ > 0) return more_of_character(bytes);
    const std::uint8_t byte = byte_at(bytes, 0);
    const bool ends_line = after_cr_ && (byte == '\n' || byte == 0);
    after_cr_ = false;
    if (!is_control(byte)) return text(bytes);
    bytes.remove_prefix(1);
    return ends_line ? Key{} : control(byte);
}

Key KeyReader::control(std::uint8_t byte) {
    switch (byte) {
        case 0: return {};
        case esc: enter(State::escape); return {};
        case '\r': after_cr_ = true; return {Kind::enter, 0, {}};
        case '\n': return {Kind::enter, 0, {}};
        case '\t': return {Kind::tab, 0, {}};
        case 0x08:
        case 0x7F: return {Kind::backspace, 0, {}};
        default: break;
    }
    if (byte > 26) return {};
    return {Kind::ctrl, static_cast<char>('a' + byte - 1), {}};
}

// A run of text, up to what is no text or not whole.
Key KeyReader::text(std::string_view& bytes) {
    std::size_t end = 0;
    while (end < bytes.size() && !is_control(byte_at(bytes, end))) {
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
        if (found == Utf8::bad) return {Kind::text, 0, replacement};
        return found == Utf8::whole ? no_text(c) : Key{};
    }
    const Key key{Kind::text, 0, bytes.substr(0, end)};
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
        return {Kind::text, 0, replacement};
    }
    bytes.remove_prefix(1);
    ++character_length_;
    if (found == Utf8::cut) return {};
    if (!is_text(c)) {
        character_length_ = 0;
        return no_text(c);
    }
    character_given_ = true;
    return {Kind::text, 0, so_far};
}

// A separator is a space, some of C1 begin a sequence, and the rest vanishes.
Key KeyReader::no_text(std::int32_t c) {
    switch (c) {
        case 0x2028:
        case 0x2029: return {Kind::text, 0, " "};
        case 0x8E: enter(State::take_one); break;
        case 0x8F: enter(State::ss3); break;
        case 0x9B: enter(State::csi); break;
        case 0x90:
        case 0x98:
        case 0x9D:
        case 0x9E:
        case 0x9F: enter(State::string); break;
        default: break;
    }
    return {};
}

void KeyReader::enter(State state) {
    state_ = state;
    parameters_ = {};
    length_ = 0;
    parameter_ = 0;
    foreign_ = false;
}

Key KeyReader::sequence(std::string_view& bytes) {
    const std::uint8_t byte = byte_at(bytes, 0);
    bool used = true;
    Key key;
    switch (state_) {
        case State::escape: key = after_escape(byte, used); break;
        case State::csi: key = in_csi(byte, used); break;
        case State::ss3: key = in_ss3(byte, used); break;
        case State::take_one:
            state_ = State::ground;
            used = byte >= 0x20 && byte < 0x7F;
            break;
        case State::string_escape:
            state_ = byte == '\\' ? State::ground : State::escape;
            used = byte == '\\';
            break;
        default: in_string(byte, used);
    }
    if (used) bytes.remove_prefix(1);
    if (used && ++length_ > max_sequence) state_ = State::ground;
    return key;
}

Key KeyReader::after_escape(std::uint8_t byte, bool& used) {
    switch (byte) {
        case esc: return {Kind::escape, 0, {}};  // the first one; the second waits
        case '[': enter(State::csi); return {};
        case 'O': enter(State::ss3); return {};
        case ']':
        case 'P':
        case 'X':
        case '^':
        case '_': enter(State::string); return {};
        case 'N':
        case '(':  // the character sets of a terminal, as `tput sgr0` has them
        case ')':
        case '*':
        case '+': enter(State::take_one); return {};
        default: break;
    }
    state_ = State::ground;
    if (byte == 0x7F || byte == 0x08) return {Kind::alt_backspace, 0, {}};
    if (byte >= 0x20 && byte < 0x7F) return with_alt(byte);
    used = false;
    return {};
}

void KeyReader::parameter(std::uint8_t byte) {
    if (byte == ';') {
        if (++parameter_ >= parameters_.size()) {
            parameter_ = static_cast<std::uint8_t>(parameters_.size() - 1);
            foreign_ = true;
        }
        return;
    }
    std::uint16_t& number = parameters_[parameter_];
    number = static_cast<std::uint16_t>(number * 10 + (byte - '0'));
    if (number > 999) number = 999;  // no key has as much
}

Key KeyReader::in_csi(std::uint8_t byte, bool& used) {
    if ((byte >= '0' && byte <= '9') || byte == ';') {
        parameter(byte);
        return {};
    }
    const bool of_rxvt = byte == '$' && parameters_[0] != 0 && !foreign_;  // with Shift, as in ESC [ 7 $
    if (byte >= 0x20 && byte <= 0x3F && !of_rxvt) {
        foreign_ = true;
        return {};
    }
    if (byte == '[' && parameters_[0] == 0 && !foreign_) {  // function keys of the Linux console: ESC [ [ A
        state_ = State::take_one;
        return {};
    }
    state_ = State::ground;
    used = byte >= 0x20 && byte < 0x7F;
    return used && !foreign_ ? known_csi(byte) : Key{};
}

Key KeyReader::known_csi(std::uint8_t final) const {
    constexpr int alt_or_ctrl = 2 | 4;  // of xterm's modifier, less one
    switch (final) {
        case '~':
        case '^':  // rxvt with Ctrl, Shift, both
        case '$':
        case '@': return numbered(parameters_[0]);
        case 'Z': return {Kind::back_tab, 0, {}};
        case 'a':
        case 'b':
        case 'c':
        case 'd': return arrow(static_cast<std::uint8_t>(final - 'a' + 'A'), false);  // rxvt with Shift
        default: break;
    }
    const int modifier = parameters_[1] == 0 ? 0 : parameters_[1] - 1;
    return arrow(final, (modifier & alt_or_ctrl) != 0);
}

Key KeyReader::in_ss3(std::uint8_t byte, bool& used) {
    if ((byte >= '0' && byte <= '9') || byte == ';') {
        parameter(byte);
        return {};
    }
    state_ = State::ground;
    used = byte >= 0x20 && byte < 0x7F;
    if (byte == 'M') return {Kind::enter, 0, {}};  // of the keypad
    if (byte >= 'a' && byte <= 'd') return arrow(static_cast<std::uint8_t>(byte - 'a' + 'A'), true);
    const int modifier = parameters_[0] > 1 && parameter_ == 0 ? parameters_[0] : parameters_[1];
    return arrow(byte, modifier > 2);
}

// OSC, DCS and their like end with ST, BEL, CAN or SUB. Enter ends them too: whoever pressed Alt-]
// shall not go on typing into nothing.
void KeyReader::in_string(std::uint8_t byte, bool& used) {
    constexpr std::uint8_t bel = 0x07, can = 0x18, sub = 0x1A;
    if (byte == esc) {
        state_ = State::string_escape;
    } else if (byte == bel || byte == can || byte == sub) {
        state_ = State::ground;
    } else if (byte == '\r' || byte == '\n') {
        state_ = State::ground;
        used = false;
    }
}

}  // namespace confab::wire
