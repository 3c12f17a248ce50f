// From the bytes of a terminal in character mode to the keys that were pressed.
//
// Telnet is removed already, and the bytes may be cut anywhere. Sequences as xterm, vt100, rxvt,
// PuTTY and the Linux console send them (ECMA-48, xterm's ctlseqs), in 7 bits and as C1 in UTF-8.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace confab::dialect {

struct Key {
    enum class Kind : std::uint8_t {
        none,   // all bytes are used up
        text,   // `text`, not empty: valid UTF-8 that can be shown, as much of it as came together
        enter,  // CR, LF, CR LF or CR NUL: each of them one
        tab,
        back_tab,   // Shift-Tab
        backspace,  // 0x7F and 0x08
        del,
        insert,
        up,
        down,
        left,
        right,
        word_left,  // with Ctrl or Alt
        word_right,
        home,
        end,
        page_up,
        page_down,
        ctrl,           // with `letter`, a to z, but those that are keys of their own (h i j m)
        alt,            // with `letter`, any printable ASCII, letters as small ones
        alt_backspace,  // removes a word
        escape,         // alone
        paste_begin,    // bracketed paste: what comes until paste_end was not typed
        paste_end,
        other,  // one that means nothing here: F5, Ctrl-_
    };
    Kind kind = Kind::none;
    char letter = 0;
    std::string_view text;  // valid until the next call, and while the bytes that were fed are
};

// Holds less than 32 bytes and allocates nothing.
class KeyReader {
  public:
    // Takes the next key out of the front of `bytes`. However the same bytes are cut into pieces, the
    // same keys come out, but for text, which may come in more pieces.
    //
    // - Each maximal bad part of UTF-8 becomes one U+FFFD; half a character waits for the rest.
    // - Keys that mean nothing here are `other`, and all other unknown sequences vanish whole. A control
    // breaks one off and counts, so that Enter always
    //   does. One longer than `max_sequence` is over there, and the rest of it is text.
    // - Controls that are no key, bidirectional overrides, embeddings and isolates vanish; U+2028 and
    //   U+2029 become a space.
    Key next(std::string_view& bytes);
    // Did a character vanish, or become a space, since this was last called? That is no matter, but for a
    // secret.
    bool take_lost() { return std::exchange(lost_, false); }

    // ESC came, or ESC and a character that begins a sequence, as `[`, and nothing after it yet: either
    // the key alone (Esc, Alt-[), or the start of a sequence. wire has no clock, so a caller that has one
    // waits some 50 ms and takes the key out with flush_escape(), which else gives `none`. Without that
    // ESC counts when the next byte is another ESC.
    bool pending_escape() const { return state_ == State::escape || introducer_ != 0; }
    Key flush_escape();

    // For snapshots, between two calls.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        std::array<std::uint8_t, 5> bytes{static_cast<std::uint8_t>(self.introducer_)};
        std::copy(self.character_.begin(), self.character_.end(), bytes.begin() + 1);
        for (auto& byte : bytes) archive(byte);
        archive(self.parameters_[0], self.parameters_[1], self.length_, self.parameter_, self.foreign_,
                self.private_, self.character_length_, self.character_given_, self.state_, self.after_cr_,
                self.lost_);
        if constexpr (std::is_const_v<Self>)
            return;
        else {
            self.introducer_ = static_cast<char>(bytes[0]);
            std::copy(bytes.begin() + 1, bytes.end(), self.character_.begin());
            self.character_length_ &= 3U;
            self.parameter_ &= 1U;
        }
    }

    // Bytes of one sequence after ESC; terminals send less than 20.
    static constexpr std::size_t max_sequence = 256;

  private:
    static constexpr std::uint8_t esc = 0x1B;
    enum class State : std::uint8_t {
        ground,
        escape,
        take_one,
        console,
        csi,
        ss3,
        string,
        string_escape,
        last_ = string_escape
    };

    Key ground(std::string_view& bytes);
    Key control(std::uint8_t byte);
    Key text(std::string_view& bytes);
    Key more_of_character(std::string_view& bytes);
    Key no_text(std::int32_t code_point);
    static Key with_alt(char letter);

    Key sequence(std::string_view& bytes);
    Key after_escape(std::uint8_t byte, bool& used);
    void introduce(std::uint8_t byte);
    Key in_csi(std::uint8_t byte, bool& used);
    Key in_ss3(std::uint8_t byte, bool& used);
    void in_string(std::uint8_t byte, bool& used);
    Key known_csi(std::uint8_t final) const;
    void parameter(std::uint8_t byte);
    void enter(State state);

    // Of the sequence so far.
    std::array<std::uint16_t, 2> parameters_{};
    std::uint16_t length_ = 0;
    std::uint8_t parameter_ = 0;  // which one is being read
    bool foreign_ = false;        // has what no key that we know has
    bool private_ = false;        // is what a terminal reports, not a key
    char introducer_ = 0;         // followed ESC; nothing has come after it

    std::array<char, 4> character_{};  // the first bytes of one whose rest has not come
    std::uint8_t character_length_ = 0;
    bool character_given_ = false;  // handed out; gone with the next call
    State state_ = State::ground;
    bool after_cr_ = false;
    bool lost_ = false;
};

}  // namespace confab::dialect
