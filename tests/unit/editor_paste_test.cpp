// Bracketed paste: one line is typed, more are a block that waits for Enter.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dialect/terminal/paste.hpp"
#include "unit/support/typing.hpp"

namespace confab::unit {
namespace {

using dialect::Paste;
using Happened = std::vector<std::string>;

std::string pasted(const std::string& text) {
    std::string bytes = "\x1b[200~";
    bytes += text;
    bytes += "\x1b[201~";
    return bytes;
}

std::string lines(std::size_t count, const std::string& line = "x") {
    std::string text = line;
    for (std::size_t i = 1; i < count; ++i) {
        text += '\n';
        text += line;
    }
    return text;
}

TEST(EditorPaste, OneLineIsInserted) {
    Typing person;

    person.type("ac" + left + pasted("b\u00e9b"));

    EXPECT_EQ(person.seen(), "ab\u00e9b|c");
}

TEST(EditorPaste, ALineEndAtItsEndDoesNotSendIt) {
    Typing person;

    person.type(pasted("\r\none line\r\n\r\n"));

    EXPECT_EQ(person.seen(), "one line|");
    EXPECT_EQ(person.take(), Happened{});
}

TEST(EditorPaste, LinesAreABlockThatEnterSends) {
    Typing person;
    person.editor.ask("> ", false);

    person.type(pasted("one\r\n\r\n  three\rfour\n"), 1);
    EXPECT_EQ(person.seen(), "> [4 lines: Enter sends, Esc drops]|");
    EXPECT_EQ(person.take(), Happened{});
    person.type("\r");
    EXPECT_EQ(person.take(), Happened{"submit_block one\n\n  three\nfour"});
    EXPECT_EQ(person.seen(), "> |");
}

TEST(EditorPaste, EscapeAndCtrlCDropTheBlockAndGiveTheLineBack) {
    for (const std::string& drop : {ctrl_c, ctrl_g, std::string("\x1b")}) {
        Typing person;
        person.type("half" + left + pasted("one\ntwo") + drop);
        person.note(person.editor.apply(person.reader.flush_escape()));

        EXPECT_EQ(person.seen(), "hal|f");
        EXPECT_EQ(person.take(), Happened{});
    }
}

TEST(EditorPaste, ABlockStandsWhereTheCursorWas) {
    Typing person;

    person.type("see: end" + left + left + left + pasted("one\ntwo\n") + "\r");

    EXPECT_EQ(person.take(), Happened{"submit_block see: one\ntwo\nend"});
}

TEST(EditorPaste, WhileABlockWaitsOtherKeysRing) {
    Typing person;

    person.type(pasted("one\ntwo") + "x\t\x7f" + left);

    EXPECT_EQ(person.take(), (Happened{"bell", "bell", "bell", "bell"}));
}

TEST(EditorPaste, ASecondPasteGoesBelowTheBlock) {
    Typing person;

    person.type(pasted("one\ntwo\n") + pasted("three\r") + "\r");

    EXPECT_EQ(person.take(), Happened{"submit_block one\ntwo\nthree"});
}

TEST(EditorPaste, ControlsInItVanishAndTabsAreSpaces) {
    Typing person;

    person.type(
        pasted("a\tb\x03\x15\x7f"
               "c\x1b[A\x1b[31md\x1b[200~"));

    EXPECT_EQ(person.seen(), "a bcd|");
}

TEST(EditorPaste, NothingIsNothing) {
    Typing person;

    person.type("a" + pasted("") + pasted("\n") + "b\x1b[201~");

    EXPECT_EQ(person.seen(), "ab|");
    EXPECT_EQ(person.take(), Happened{});
}

TEST(EditorPaste, ALineOfTheLimitFitsAndALongerOneIsRefused) {
    Typing person(8);

    person.type("12" + pasted("1234567"));
    EXPECT_EQ(person.take(), Happened{"refused line too long (limit 8 bytes), nothing was sent"});
    EXPECT_EQ(person.seen(), "12|");
    person.type(pasted("123456"));
    EXPECT_EQ(person.seen(), "12123456|");
}

TEST(EditorPaste, ABlockWithALineOverTheLimitIsRefused) {
    Typing person(8);

    person.type(pasted("12345678\nx") + ctrl_c);
    EXPECT_EQ(person.take(), Happened{});
    person.type("1" + pasted("12345678\nx"));
    EXPECT_EQ(person.take(), Happened{"refused line too long (limit 8 bytes), nothing was sent"});
    EXPECT_EQ(person.seen(), "1|");
}

TEST(EditorPaste, ABlockHasItsMostLines) {
    Typing person;

    person.type(pasted(lines(Paste::max_lines) + "\n"));
    EXPECT_EQ(person.seen(), "[200 lines: Enter sends, Esc drops]|");
    person.type(ctrl_c + pasted(lines(Paste::max_lines + 1)));
    EXPECT_EQ(person.take(), Happened{"refused paste too long (limit 200 lines), nothing was sent"});
    EXPECT_EQ(person.seen(), "|");
}

TEST(EditorPaste, ABlockHasItsMostBytes) {
    Typing person;
    const std::string most = lines(Paste::max_bytes / 1024, std::string(1023, 'x')) + "\n";

    person.type(pasted(most + "y"));  // 16 KiB and a byte
    EXPECT_EQ(person.take(), Happened{"refused paste too long (limit 16384 bytes), nothing was sent"});
    person.type("y" + pasted(most) + ctrl_c);
    EXPECT_EQ(person.take(), Happened{});
    person.type(ctrl_c + pasted(most) + "\r");
    EXPECT_EQ(person.take().back().size(), std::string("submit_block ").size() + Paste::max_bytes - 1);
}

TEST(EditorPaste, OfAnEndlessOneNothingIsKept) {
    Typing person;

    person.type("\x1b[200~");
    for (int i = 0; i < 10000; ++i) person.type("0123456789\r");
    person.type("\x1b[201~ok");

    EXPECT_EQ(person.take(), Happened{"refused paste too long (limit 16384 bytes), nothing was sent"});
    EXPECT_EQ(person.seen(), "ok|");
}

TEST(EditorPaste, ARefusedPasteLeavesTheBlockBeforeIt) {
    Typing person;

    person.type(pasted("one\ntwo") + pasted(lines(Paste::max_lines)) + "\r");

    EXPECT_EQ(person.take(), (Happened{"refused paste too long (limit 200 lines), nothing was sent",
                                       "submit_block one\ntwo"}));
}

TEST(EditorPaste, ASecretIsOneLine) {
    Typing person;
    person.editor.ask("Password: ", true);

    person.type(pasted("one\ntwo") + pasted("hunter2\n"));
    EXPECT_EQ(person.take(), Happened{"refused paste has more than one line, nothing was sent"});
    EXPECT_EQ(person.seen(), "Password: |");
    person.type("\r");
    EXPECT_EQ(person.take(), Happened{"submit hunter2"});
}

// A secret that lost a character is another one than was meant, and shows it.
TEST(EditorPaste, ASecretThatLosesACharacterShowsIt) {
    for (const char* lossy : {"green\tteapots", "green\x01teapots", "green\x1b[Ateapots"}) {
        Typing person;
        person.editor.ask("Password: ", true);

        person.type(pasted(lossy) + "\r");

        const Happened happened = person.take();
        ASSERT_EQ(happened.size(), 1U);
        EXPECT_NE(happened[0].find("\ufffd"), std::string::npos) << lossy;
    }
}

}  // namespace
}  // namespace confab::unit
