// What a terminal sends, as keys.
#include "dialect/terminal/keys.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/support/bytes.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;
using dialect::Key;
using dialect::KeyReader;
using Kind = dialect::Key::Kind;

// A word for each key; text as it is, in quotes.
std::string word(const Key& key) {
    static constexpr const char* names[] = {
        "none",   "text",        "enter",     "tab",       "back_tab", "backspace", "del",
        "insert", "up",          "down",      "left",      "right",    "word_left", "word_right",
        "home",   "end",         "page_up",   "page_down", "ctrl",     "alt",       "alt_backspace",
        "escape", "paste_begin", "paste_end", "other"};
    std::string name = names[static_cast<std::size_t>(key.kind)];
    if (key.kind == Kind::ctrl || key.kind == Kind::alt) {
        name += '-';
        name += key.letter;
    }
    return name;
}

// The keys of `bytes` fed in pieces of `piece` bytes, with text that came apart put together.
std::string keys(std::string_view bytes, std::size_t piece) {
    KeyReader reader;
    std::string out;
    bool in_text = false;
    while (!bytes.empty()) {
        const std::string copy(bytes.substr(0, piece));  // gone after the read, as a buffer is
        std::string_view part = copy;
        bytes.remove_prefix(part.size());
        for (Key key = reader.next(part); key.kind != Kind::none; key = reader.next(part)) {
            const bool text = key.kind == Kind::text;
            if (in_text && !text) out += '\'';
            if (!out.empty() && !(in_text && text)) out += ' ';
            if (text && !in_text) out += '\'';
            out += text ? std::string(key.text) : word(key);
            in_text = text;
        }
    }
    if (in_text) out += '\'';
    return out;
}

std::string keys(std::string_view bytes) { return keys(bytes, bytes.size()); }

struct Case {
    std::string bytes;
    std::string expected;
};

std::vector<Case> cases() {
    return {
        {"", ""},
        {"hello", "'hello'"},
        {"h\u00e9 日😀", "'h\u00e9 日😀'"},
        // Line ends.
        {"a\rb\n\nc\r\nd\r\0e\r\r\n"s, "'a' enter 'b' enter enter 'c' enter 'd' enter 'e' enter enter"},
        {"\0a\r\0b"s, "other 'a' enter 'b'"},  // Ctrl-Space
        // Bad UTF-8.
        {"a\xff\xc3z", "'a\ufffd\ufffdz'"},
        {"\xe2\x82\r", "'\ufffd' enter"},
        {"\xf0\x9f\x98\xc3\xa9", "'\ufffd\u00e9'"},
        {"\xed\xa0\x80", "'\ufffd\ufffd\ufffd'"},
        {"\xe2\x82", ""},
        // Plain keys.
        {"\t\x7f\b\x01\x1a\x1c\x1f", "tab backspace backspace ctrl-a ctrl-z other other"},
        {"\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left"},
        {"\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left"},
        {"\x1b[H\x1b[F\x1bOH\x1bOF", "home end home end"},
        {"\x1b[1~\x1b[7~\x1b[4~\x1b[8~", "home home end end"},
        {"\x1b[2~\x1b[3~\x1b[5~\x1b[6~\x1b[Z", "insert del page_up page_down back_tab"},
        // With modifiers: xterm, rxvt, PuTTY.
        {"\x1b[1;5D\x1b[1;5C\x1b[1;3D\x1b[1;3C", "word_left word_right word_left word_right"},
        {"\x1b[1;2D\x1b[1;2H\x1b[3;5~\x1b[1;6C", "left home del word_right"},
        {"\x1bOd\x1bOc\x1bO5D\x1bO1;5C", "word_left word_right word_left word_right"},
        {"\x1b[c\x1b[d\x1b[7^\x1b[7$\x1b[8@", "right left home home end"},
        // Alt.
        {"\x1b"
         "b\x1b"
         "F\x1b"
         "d\x1b.\x1b\x7f\x1b\b",
         "alt-b alt-f alt-d alt-. alt_backspace alt_backspace"},
        {"\x1b\r\x1b\x03", "enter ctrl-c"},
        {"\x1b\u00e9", "'\u00e9'"},
        {"\x1b\x1b[A", "escape up"},
        // Paste.
        {"\x1b[200~a\rb\x1b[201~", "paste_begin 'a' enter 'b' paste_end"},
        // What means nothing here: F1 to F20, with modifiers too, in the ways of xterm, rxvt, the Linux
        // console and Sun; Ctrl and Shift with what has no code of its own; 5 on the keypad.
        {"\x1bOP\x1bOS\x1b[15~\x1b[34~\x1b[1;2P\x1b[1;5R\x1b[15;3~",
         "other other other other other other other"},
        {"\x1b[[A\x1b[[E\x1b[11^\x1b[23@\x1b[23$\x1b[224z", "other other other other other other"},
        {"\x1b[27;5;106~\x1b[106;5u\x1b[E\x1bOE\x1bOp", "other other other other other"},
        // What vanishes whole: answers of a terminal, and what was meant for one.
        {"\x1b[?64;1c\x1b[>0;276;0c\x1b[?1u\x1b[I\x1b[O\x1b[8;24;80t\x1b[0n\x1b[<0;1;1M", ""},
        {"a\x1b[31mb\x1b[?25lc\x1b[38;2;1;2;3md", "'abcd'"},
        {"a\x1b]0;title\x07"
         "b\x1b]8;;x\x1b\\c\x1bP1$r0m\x1b\\d",
         "'abcd'"},
        {"a\x1b(Bb\x1b[?2026;1$yc\x1bNxd", "'abcd'"},
        {"a\u009b31mb\u0085c\u008fAd", "'abc' up 'd'"},
        {"a\u202eb\u2066c", "'abc'"},
        {"a\u2028b\u2029", "'a b '"},
        {"a\x1b[99999999999999999999~b", "'a' other 'b'"},
        // Broken off.
        {"\x1b[1;\rx", "enter 'x'"},
        {"\x1b]0;typed after Alt-]\rx", "enter 'x'"},
        {"\x1b[1;5\x1b[A", "up"},
        {"\x1b[\u00e9", "'\u00e9'"},
        {"\x1b]a\x1b[A", "up"},
    };
}

TEST(Keys, AreWhatTerminalsSend) {
    for (const Case& c : cases()) EXPECT_EQ(keys(c.bytes), c.expected) << escaped(c.bytes);
}

TEST(Keys, AreTheSameInAnyPieces) {
    for (const Case& c : cases()) {
        for (const std::size_t piece : {1U, 2U, 3U}) {
            EXPECT_EQ(keys(c.bytes, piece), c.expected) << escaped(c.bytes) << " by " << piece;
        }
    }
}

TEST(Keys, OfAnyBytesAreTheSameInAnyPieces) {
    std::mt19937 random(7);
    const std::string likely =
        "\x1b\x1b\x1b[[OP]\\~ab;0125\r\n\t\x7f\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xff\xc2\x9b\xc2\x90"s;
    for (int round = 0; round < 3000; ++round) {
        std::string bytes;
        for (std::size_t i = random() % 60; i > 0; --i) {
            bytes += random() % 8 == 0 ? static_cast<char>(random()) : likely[random() % likely.size()];
        }

        const std::string whole = keys(bytes);

        for (const std::size_t piece : {1U, 2U, 5U}) ASSERT_EQ(keys(bytes, piece), whole) << escaped(bytes);
    }
}

TEST(Keys, AnEscapeAloneWaitsForTheCaller) {
    KeyReader reader;
    std::string_view bytes = "\x1b";

    EXPECT_EQ(reader.next(bytes).kind, Kind::none);
    EXPECT_TRUE(reader.pending_escape());
    EXPECT_EQ(reader.flush_escape().kind, Kind::escape);
    EXPECT_FALSE(reader.pending_escape());
    EXPECT_EQ(reader.flush_escape().kind, Kind::none);
    bytes = "[A";
    EXPECT_EQ(reader.next(bytes).text, "[A");
}

TEST(Keys, AltWithWhatBeginsASequenceIsAKeyAfterAWhile) {
    for (const char letter : std::string("[O]PX^_N()*+")) {
        KeyReader reader;
        const std::string pressed = {'\x1b', letter};
        std::string_view bytes = pressed;

        EXPECT_EQ(reader.next(bytes).kind, Kind::none);
        EXPECT_TRUE(reader.pending_escape()) << letter;
        const Key key = reader.flush_escape();

        EXPECT_EQ(key.kind, Kind::alt) << letter;
        EXPECT_EQ(key.letter, letter == 'O' || letter == 'P' || letter == 'X' || letter == 'N'
                                  ? letter - 'A' + 'a'
                                  : letter);
        EXPECT_FALSE(reader.pending_escape());
        bytes = "typed on";
        EXPECT_EQ(reader.next(bytes).text, "typed on") << letter;
    }
}

TEST(Keys, ASequenceThatHasBegunIsNotCutOffByTime) {
    for (const char* begun : {"\x1b[1", "\x1bO1", "\x1b]0", "\u009b"}) {
        KeyReader reader;
        std::string_view bytes = begun;

        EXPECT_EQ(reader.next(bytes).kind, Kind::none);

        EXPECT_FALSE(reader.pending_escape()) << escaped(begun);
        EXPECT_EQ(reader.flush_escape().kind, Kind::none);
    }
}

TEST(Keys, ASequenceWithoutEndIsOverAtTheLimit) {
    const std::string most(KeyReader::max_sequence, 'x');

    EXPECT_EQ(keys("\x1b]"s + most + "yz"), "'yz'");  // `]` is not counted
    EXPECT_EQ(keys("\x1b]"s + most.substr(1) + "\a" + "yz"), "'yz'");
    EXPECT_EQ(keys("\x1b["s + std::string(KeyReader::max_sequence - 1, '0') + "Ayz"), "up 'yz'");
}

TEST(Keys, AReaderIsSmall) { EXPECT_LE(sizeof(KeyReader), 32u); }

TEST(Keys, ACharacterThatVanishesIsNoted) {
    for (const char* lossy : {"a\u202e",
                              "\u2066"
                              "a",
                              "\u2028",
                              "a\xc2\x85"
                              "b"}) {
        dialect::KeyReader reader;
        std::string_view rest = lossy;
        while (reader.next(rest).kind != dialect::Key::Kind::none) {
        }
        EXPECT_TRUE(reader.take_lost()) << lossy;
        EXPECT_FALSE(reader.take_lost());
    }
    for (const char* whole : {"a", "\u00e9", "\x1b[A",
                              "\xc2\x9b"
                              "A",
                              "\x01"}) {
        dialect::KeyReader reader;
        std::string_view rest = whole;
        while (reader.next(rest).kind != dialect::Key::Kind::none) {
        }
        EXPECT_FALSE(reader.take_lost()) << whole;
    }
}

}  // namespace
}  // namespace confab::unit
