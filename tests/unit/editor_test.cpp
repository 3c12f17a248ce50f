// Keys and what they do to the line.
#include "dialect/terminal/editor.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/support/bytes.hpp"
#include "unit/support/typing.hpp"

namespace confab::unit {
namespace {

using Happened = std::vector<std::string>;

#define CTRL(letter) (std::string(1, static_cast<char>((letter) - 'a' + 1)))

const std::string right = "\x1b[C", home = "\x1b[H", end = "\x1b[F", del = "\x1b[3~";
const std::string ins = "\x1b[2~", word_left = "\x1b[1;5D", word_right = "\x1b[1;5C";
const std::string alt_b =
                      "\x1b"
                      "b",
                  alt_d =
                      "\x1b"
                      "d",
                  alt_f =
                      "\x1b"
                      "f",
                  alt_backspace = "\x1b\x7f";

struct Case {
    std::string typed;
    std::string seen;
};

const std::vector<Case> cases = {
    {"", "|"},
    {"hello", "hello|"},
    {"hllo" + home + right + "e", "he|llo"},
    {"ab" + left + left + left, "|ab"},
    {"ab" + CTRL('a') + CTRL('f') + CTRL('f') + CTRL('b'), "a|b"},
    {"ab" + CTRL('a') + "x" + CTRL('e') + "y", "xaby|"},
    {"ab" + home + end, "ab|"},
    // One grapheme at a time.
    {"e\u0301x" + left + left, "|e\u0301x"},
    {"a👨‍👩‍👧b" + left + "\x7f", "a|b"},
    {"🇩🇪🇫🇷" + left, "🇩🇪|🇫🇷"},
    {"日本" + home + del, "|本"},
    // What joins takes the cursor along.
    {"\u0301" + home + "e", "e\u0301|"},
    {"🇩🇪" + home + "🇫", "🇫🇩|\U0001F1EA"},
    // Erasing.
    {"abc\x7f\b", "a|"},
    {"abc" + left + CTRL('d'), "ab|"},
    {"abc" + left + CTRL('h'), "a|c"},
    {"one two" + left + CTRL('u'), "|o"},
    {"one two" + home + CTRL('k'), "|"},
    {"one two  " + CTRL('w'), "one |"},
    {"a/b c/d" + CTRL('w'), "a/b |"},
    {"a/b c/d" + alt_backspace, "a/b c/|"},
    {"a/b c/d" + home + alt_d + alt_d, "| c/d"},
    // Words are letters and digits.
    {"one, two2 d\u00fcr" + alt_b, "one, two2 |d\u00fcr"},
    {"one, two2 d\u00fcr" + word_left + word_left, "one, |two2 d\u00fcr"},
    {"one, two2" + home + alt_f, "one|, two2"},
    {"one, two2" + home + word_right + word_right, "one, two2|"},
    {"हिन्दी x" + home + alt_f, "हिन्दी| x"},
    {"日本語" + alt_b, "|日本語"},
    {"a 😀" + alt_b, "|a 😀"},
    // Killed text comes back; what is killed at a stretch is one piece.
    {"one two" + CTRL('u') + "x" + CTRL('y'), "xone two|"},
    {"one two" + CTRL('w') + CTRL('w') + CTRL('y') + CTRL('y'), "one twoone two|"},
    {"one two" + home + alt_d + CTRL('k') + CTRL('y'), "one two|"},
    {"one two" + CTRL('w') + left + CTRL('w') + CTRL('y'), "one| "},
    {"ab" + CTRL('y'), "ab|"},
    // Exchanging.
    {"ab" + CTRL('t'), "ba|"},
    {"abc" + home + right + CTRL('t'), "ba|c"},
    {"日e\u0301" + CTRL('t'), "e\u0301日|"},
    {"a" + CTRL('t'), "a|"},
    // Overwriting.
    {"abc" + home + ins + "xy", "xy|c"},
    {"abc" + home + ins + "xyzw", "xyzw|"},
    {"日本" + home + ins + "e\u0301", "e\u0301|本"},
    {"abc" + home + ins + "x" + ins + "y", "xy|bc"},
};

TEST(Editor, EditsTheLine) {
    for (const Case& c : cases) {
        Typing person;
        person.type(c.typed);
        EXPECT_EQ(person.seen(), c.seen) << escaped(c.typed);
    }
}

TEST(Editor, DoesTheSameInAnyPieces) {
    for (const Case& c : cases) {
        Typing person;
        person.type(c.typed, 1);
        EXPECT_EQ(person.seen(), c.seen) << escaped(c.typed);
    }
}

TEST(Editor, EnterSubmitsAllOfTheLineWhereverTheCursorIs) {
    Typing person;

    person.type("hello" + home + "\r\n" + "\r");

    EXPECT_EQ(person.take(), (Happened{"submit hello", "submit"}));
    EXPECT_EQ(person.seen(), "|");
}

TEST(Editor, CtrlCClearsTheLine) {
    Typing person;

    person.type("half" + CTRL('c') + CTRL('c'));

    EXPECT_EQ(person.take(), (Happened{"interrupt half", "interrupt"}));
    EXPECT_EQ(person.seen(), "|");
}

TEST(Editor, CtrlDLeavesOnlyFromAnEmptyLine) {
    Typing person;

    person.type("a" + CTRL('d'));
    EXPECT_EQ(person.take(), Happened{"bell"});
    person.type("\x7f" + CTRL('d'));
    EXPECT_EQ(person.take(), Happened{"leave"});
}

TEST(Editor, DeleteDoesNotLeave) {
    Typing person;

    person.type(del);

    EXPECT_EQ(person.take(), Happened{"bell"});
}

TEST(Editor, WhatCanDoNothingRings) {
    for (const std::string& key : {left, right, std::string("\x7f"), CTRL('k'), CTRL('u'), CTRL('w'),
                                   CTRL('y'), CTRL('t'), CTRL('p'), CTRL('n'), alt_b, alt_d, CTRL('x')}) {
        Typing person;
        person.type(key);
        EXPECT_EQ(person.take(), Happened{"bell"}) << escaped(key);
    }
}

TEST(Editor, CtrlLRedraws) {
    Typing person;

    person.type(CTRL('l'));

    EXPECT_EQ(person.take(), Happened{"redraw"});
}

TEST(Editor, ALineThatIsTooLongByANewLimitStaysAndCanOnlyBecomeShorter) {
    Typing person;
    person.type("12345678");

    person.editor.set_max_line(4);
    person.type("9");
    EXPECT_EQ(person.take(), Happened{"bell"});
    person.type(
        "\x7f\x7f\x7f\x7f\x7f"
        "9");

    EXPECT_EQ(person.take(), Happened{});
    EXPECT_EQ(person.seen(), "1239|");
}

TEST(Editor, ALineOfTheLimitIsTypedAndOneMoreByteRings) {
    Typing person(8);

    person.type("12345678");
    EXPECT_EQ(person.take(), Happened{});
    person.type("9");
    EXPECT_EQ(person.take(), Happened{"bell"});
    EXPECT_EQ(person.seen(), "12345678|");
}

TEST(Editor, WhatFitsOfALongTextIsTaken) {
    for (const std::size_t piece : {1U, 3U, 100U}) {
        Typing person(8);
        person.type("1234567\u00e9x\u00e9y", piece);
        EXPECT_EQ(person.seen(), "1234567x|");
    }
}

TEST(Editor, OverwritingKeepsTheLimit) {
    Typing person(8);

    person.type("12345678" + home + ins + "ab\u00e9日");

    EXPECT_EQ(person.seen(), "ab|345678");  // both would make it longer
    EXPECT_EQ(person.take(), Happened{"bell"});
}

TEST(Editor, YankingKeepsTheLimit) {
    Typing person(8);

    person.type("12345" + CTRL('u') + CTRL('y') + CTRL('y'));

    EXPECT_EQ(person.seen(), "12345|");
    EXPECT_EQ(person.take(), Happened{"bell"});
}

TEST(Editor, ASecretIsNotShown) {
    Typing person;
    person.editor.ask("Password: ", true);

    person.type("hunter2" + left);

    EXPECT_EQ(person.seen(), "Password: |");
    person.type("\r");
    EXPECT_EQ(person.take(), Happened{"submit hunter2"});
}

TEST(Editor, ASecretIsNotKept) {
    Typing person;
    person.editor.ask("Password: ", true);
    person.type("hunter2" + CTRL('u') + CTRL('y') + "hunter2\t" + CTRL('r') + "\x1b[A\r");
    person.take();

    person.editor.ask("> ", false);
    person.type("\x1b[A" + CTRL('y'));

    EXPECT_EQ(person.seen(), "> |");
    EXPECT_EQ(person.take(), (Happened{"bell", "bell"}));
}

TEST(Editor, AHalfTypedLineStaysWithAnotherPromptButNeverGoesInOrOutOfASecret) {
    Typing person;
    person.editor.ask("#lobby> ", false);
    person.type("half");

    person.editor.ask("#dev> ", false);
    EXPECT_EQ(person.seen(), "#dev> half|");
    person.editor.ask("Password: ", true);
    person.type("secret");
    person.editor.ask("> ", false);
    EXPECT_EQ(person.seen(), "> |");
    person.type("\r");
    EXPECT_EQ(person.take(), Happened{"submit"});
}

TEST(Editor, AnIdleOneIsSmall) { EXPECT_LE(sizeof(dialect::Editor), 200u); }

}  // namespace
}  // namespace confab::unit
