// The sequences that a terminal sends for keys, and those that are none.
#include "keys.hpp"

#include "confab/base/text.hpp"

namespace confab::dialect {

namespace {

Key arrow(std::uint8_t final, bool word) {
    switch (final) {
        case 'A': return {Key::Kind::up, 0, {}};
        case 'B': return {Key::Kind::down, 0, {}};
        case 'C': return {word ? Key::Kind::word_right : Key::Kind::right, 0, {}};
        case 'D': return {word ? Key::Kind::word_left : Key::Kind::left, 0, {}};
        case 'F': return {Key::Kind::end, 0, {}};
        case 'H': return {Key::Kind::home, 0, {}};
        default: return {};
    }
}

// VT220's numbers, with those of rxvt and the Linux console.
Key numbered(std::uint16_t number) {
    switch (number) {
        case 1:
        case 7: return {Key::Kind::home, 0, {}};
        case 2: return {Key::Kind::insert, 0, {}};
        case 3: return {Key::Kind::del, 0, {}};
        case 4:
        case 8: return {Key::Kind::end, 0, {}};
        case 5: return {Key::Kind::page_up, 0, {}};
        case 6: return {Key::Kind::page_down, 0, {}};
        case 200: return {Key::Kind::paste_begin, 0, {}};
        case 201: return {Key::Kind::paste_end, 0, {}};
        default: return {Key::Kind::other, 0, {}};
    }
}

// How the sequence of a key ends; others are what a terminal answers, or was to be shown by one.
bool ends_key(std::uint8_t final) {
    return std::string_view("~^$@uzEPQRS").find(static_cast<char>(final)) != std::string_view::npos;
}

}  // namespace

Key KeyReader::with_alt(char letter) { return {Key::Kind::alt, ascii_lower(letter), {}}; }

void KeyReader::enter(State state) {
    state_ = state;
    parameters_ = {};
    length_ = 0;
    parameter_ = 0;
    foreign_ = private_ = false;
}

Key KeyReader::sequence(std::string_view& bytes) {
    const auto byte = static_cast<std::uint8_t>(bytes[0]);
    bool used = true;
    Key key;
    introducer_ = 0;
    switch (state_) {
        case State::escape: key = after_escape(byte, used); break;
        case State::csi: key = in_csi(byte, used); break;
        case State::ss3: key = in_ss3(byte, used); break;
        case State::take_one:
            state_ = State::ground;
            used = byte >= 0x20 && byte < 0x7F;
            break;
        case State::console:
            state_ = State::ground;
            used = byte >= 0x20 && byte < 0x7F;
            if (used) key.kind = Key::Kind::other;
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
        case esc: return {Key::Kind::escape, 0, {}};  // the first one; the second waits
        case '[':
        case 'O':
        case ']':
        case 'P':
        case 'X':
        case '^':
        case '_':
        case 'N':
        case '(':  // the character sets of a terminal, as `tput sgr0` has them
        case ')':
        case '*':
        case '+': introduce(byte); return {};
        default: break;
    }
    state_ = State::ground;
    if (byte == 0x7F || byte == 0x08) return {Key::Kind::alt_backspace, 0, {}};
    if (byte >= 0x20 && byte < 0x7F) return with_alt(static_cast<char>(byte));
    used = false;
    return {};
}

void KeyReader::introduce(std::uint8_t byte) {
    introducer_ = static_cast<char>(byte);
    switch (byte) {
        case '[': return enter(State::csi);
        case 'O': return enter(State::ss3);
        case ']':
        case 'P':
        case 'X':
        case '^':
        case '_': return enter(State::string);
        default: return enter(State::take_one);
    }
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
        foreign_ = private_ = true;
        return {};
    }
    if (byte == '[' && parameters_[0] == 0 && !foreign_) {  // function keys of the Linux console: ESC [ [ A
        state_ = State::console;
        return {};
    }
    state_ = State::ground;
    used = byte >= 0x20 && byte < 0x7F;
    if (!used) return {};
    const Key known = foreign_ ? Key{} : known_csi(byte);
    if (known.kind == Key::Kind::none && !private_ && ends_key(byte)) return {Key::Kind::other, 0, {}};
    return known;
}

Key KeyReader::known_csi(std::uint8_t final) const {
    constexpr int alt_or_ctrl = 2 | 4;  // of xterm's modifier, less one
    switch (final) {
        case '~':
        case '^':  // rxvt with Ctrl, Shift, both
        case '$':
        case '@': return numbered(parameters_[0]);
        case 'Z': return {Key::Kind::back_tab, 0, {}};
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
    if (byte == 'M') return {Key::Kind::enter, 0, {}};  // of the keypad
    if (byte >= 'a' && byte <= 'd') return arrow(static_cast<std::uint8_t>(byte - 'a' + 'A'), true);
    const int modifier = parameters_[0] > 1 && parameter_ == 0 ? parameters_[0] : parameters_[1];
    const Key known = arrow(byte, modifier > 2);
    return used && known.kind == Key::Kind::none ? Key{Key::Kind::other, 0, {}} : known;
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

}  // namespace confab::dialect
