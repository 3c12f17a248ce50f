// Tells text from terminal control, one code point at a time (ECMA-48 and what xterm adds to it).
#pragma once

#include <cstdint>

namespace confab::wire {

// A '/' belongs to no sequence outside of a string, though it might: Esc and then a command is what people
// type, and without its slash the command would be said.
class EscapeFilter {
  public:
    // False if `c` belongs to an escape sequence or starts one.
    bool is_text(char32_t c) {
        if (c == '/' && state_ < State::string) {
            state_ = State::ground;
            return true;
        }
        for (;;) {
            switch (state_) {
                case State::ground: return !starts_sequence(c);
                case State::escape:
                    if (after_escape(c)) return false;
                    break;
                case State::intermediate:
                    if (c >= 0x20 && c <= 0x2F) return false;
                    state_ = State::ground;
                    if (c >= 0x30 && c <= 0x7E) return false;
                    break;
                case State::csi:
                    if (c >= 0x20 && c <= 0x3F) return false;
                    state_ = State::ground;
                    if (c >= 0x40 && c <= 0x7E) return false;
                    break;
                case State::shifted:  // SS2 and SS3 take one character with them
                    state_ = State::ground;
                    if ((c >= 0x20 && c <= 0x7E) || c >= 0xA0) return false;
                    break;
                case State::string:
                    if (c == 0x1B) {
                        state_ = State::string_escape;
                    } else if (c == 0x9C || c == 0x18 || c == 0x1A || (c == 0x07 && bell_ends_)) {
                        state_ = State::ground;
                    }
                    return false;
                case State::string_escape:
                    state_ = c == '\\' ? State::ground : State::escape;
                    if (c == '\\') return false;
                    break;
            }
            // Whatever broke off a sequence is looked at afresh.
        }
    }

  private:
    enum class State : std::uint8_t { ground, escape, intermediate, csi, shifted, string, string_escape };

    bool enter(State state, bool bell_ends = false) {
        state_ = state;
        bell_ends_ = bell_ends;
        return true;
    }

    bool starts_sequence(char32_t c) {
        switch (c) {
            case 0x1B: return enter(State::escape);
            case 0x8E:
            case 0x8F: return enter(State::shifted);
            case 0x90:
            case 0x98:
            case 0x9E:
            case 0x9F: return enter(State::string);
            case 0x9B: return enter(State::csi);
            case 0x9D: return enter(State::string, true);
            default: return false;
        }
    }

    // False if `c` cannot follow ESC, which then was alone.
    bool after_escape(char32_t c) {
        switch (c) {
            case 0x1B: return true;
            case '[': return enter(State::csi);
            case ']': return enter(State::string, true);
            case 'P':
            case 'X':
            case '^':
            case '_': return enter(State::string);
            case 'N':
            case 'O': return enter(State::shifted);
            default: break;
        }
        if (c >= 0x20 && c <= 0x2F) return enter(State::intermediate);
        state_ = State::ground;
        return c >= 0x30 && c <= 0x7E;
    }

    State state_ = State::ground;
    bool bell_ends_ = false;
};

}  // namespace confab::wire
