// What the model of the property test leaves out: how many bytes, the first paint, the scrollback,
// colours, sizes that are unknown or tiny, and the end.
#include "dialect/terminal/screen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "unit/support/bytes.hpp"
#include "unit/support/emulator.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;
using Place = std::pair<int, int>;

class ScreenTest : public testing::Test {
  protected:
    std::size_t show(Emulator& terminal) {
        const std::string bytes = screen.take();
        terminal.write(bytes);
        return bytes.size();
    }
    void type(std::string_view text) { screen.input({"> ", text, text.size()}); }

    dialect::Graphemes graphemes;
    dialect::Wrap wrap{graphemes};
    dialect::Screen screen{wrap};
};

TEST_F(ScreenTest, TypingAtTheEndSendsWhatWasTyped) {
    screen.resize({80, 24});
    type("hell");
    screen.take();

    type("hello");
    EXPECT_EQ(screen.take(), "o");
    type("hello\u00e9");
    EXPECT_EQ(screen.take(), "\u00e9");
    type("hello");
    EXPECT_EQ(escaped(screen.take()), "\\x08\\e[K");
    type("hello");
    EXPECT_EQ(screen.take(), "");
}

TEST_F(ScreenTest, ACharacterThatLosesItsMarkIsWrittenAnew) {
    Emulator terminal(20, 3);
    screen.resize({20, 3});
    type("ae\u0301");
    show(terminal);
    type("ae");
    show(terminal);
    EXPECT_EQ(terminal.rows()[2], "> ae");

    type("ae\u0301");
    show(terminal);

    EXPECT_EQ(terminal.rows()[2], "> ae\u0301");
}

TEST_F(ScreenTest, MovingTheCursorSendsLittle) {
    screen.resize({80, 24});
    type("hello world");
    screen.take();

    screen.input({"> ", "hello world", 10});
    EXPECT_EQ(escaped(screen.take()), "\\x08");
    screen.input({"> ", "hello world", 0});
    EXPECT_EQ(escaped(screen.take()), "\\e[10D");
    screen.input({"> ", "hello world", 6});
    EXPECT_EQ(escaped(screen.take()), "\\e[6C");
}

TEST_F(ScreenTest, AMessageCostsItselfAndAFewBytesWhateverIsTyped) {
    screen.resize({80, 24});
    type(std::string(300, 'x'));
    screen.take();
    std::vector<std::size_t> more;

    for (std::size_t length = 1; length < 79; ++length) {
        const std::string message(length, 'm');
        screen.print(message, 4);
        const std::string bytes = screen.take();
        more.push_back(bytes.size() - length);
    }

    std::sort(more.begin(), more.end());
    std::cout << "bytes besides a message, half a line typed: median " << more[more.size() / 2] << ", most "
              << more.back() << "\n";
    EXPECT_LE(more.back(), 24U);
    screen.print("one", 0);
    screen.print("two", 0);
    EXPECT_LE(screen.take().size(), 24U + 3 + 2 + 3);  // of one wake: one frame
}

TEST_F(ScreenTest, TheFirstPaintPushesUpWhatWasThere) {
    Emulator terminal(20, 4);
    terminal.write("$ telnet\r\none\r\ntwo\r\n");
    screen.resize({20, 4});
    type("");
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"one", "two", "", ">"}));
    EXPECT_EQ(terminal.cursor(), (Place{3, 2}));
    EXPECT_EQ(terminal.scrollback, Rows{"$ telnet"});
}

TEST_F(ScreenTest, WhatScrollsOffIsInTheScrollback) {
    Emulator terminal(20, 4);
    screen.resize({20, 4});
    type("half");
    for (const char* text : {"one", "two", "three", "four", "five"}) screen.print(text, 0);
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"three", "four", "five", "> half"}));
    ASSERT_GE(terminal.scrollback.size(), 2U);
    EXPECT_EQ(terminal.scrollback.back(), "two");
}

TEST_F(ScreenTest, ALineThatShrinksLeavesAGapThatTheNextMessageFills) {
    Emulator terminal(21, 9);
    screen.resize({21, 9});
    screen.print("one", 0);
    type(std::string(40, 'x'));
    type("");
    show(terminal);
    EXPECT_EQ(terminal.rows()[5], "one");

    screen.print("two", 0);
    screen.print("three", 0);
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"", "", "", "", "", "one", "two", "three", ">"}));
}

TEST_F(ScreenTest, TheSizeMayComeAfterTheFirstMessages) {
    Emulator terminal(30, 5);
    screen.print("* Welcome", 2);
    type("");
    show(terminal);
    EXPECT_EQ(terminal.rows(), (Rows{"* Welcome", ">", "", "", ""}));

    screen.resize({30, 5});
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"", "", "", "* Welcome", ">"}));
    EXPECT_EQ(terminal.cursor(), (Place{4, 2}));
}

TEST_F(ScreenTest, WithoutASizeOneRowIsShownAroundTheCursor) {
    Emulator terminal(80, 6);
    std::string text(70, 'x');
    type(text.append(50, 'y'));
    screen.print("first", 0);
    screen.print("second", 0);
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"first", "second", std::string(43, 'y'), "", "", ""}));
    EXPECT_EQ(terminal.cursor(), (Place{2, 43}));

    screen.input({"> ", text, 1});
    show(terminal);

    EXPECT_EQ(terminal.rows()[2], "> " + std::string(70, 'x') + std::string(7, 'y'));
    EXPECT_EQ(terminal.cursor(), (Place{2, 3}));
}

TEST_F(ScreenTest, WithoutASizeNothingIsAddressed) {
    type("hello");
    screen.input({"> ", "hello", 1});
    screen.input({"> ", "hello", 4});
    screen.status("not shown");
    screen.print("message", 0);

    EXPECT_EQ(escaped(screen.take()), "> hello\\x08\\x08\\x08\\x08ell\\r\\e[Kmessage\\r\\n> hello\\x08");
}

TEST_F(ScreenTest, TinyTerminalsWork) {
    for (const dialect::Size size :
         {dialect::Size{10, 2}, dialect::Size{20, 3}, dialect::Size{20, 2}, dialect::Size{12, 4}}) {
        Emulator terminal(size.columns, size.rows);
        dialect::Screen tiny(wrap);
        tiny.resize(size);
        tiny.status("status");
        tiny.input({"> ", "a long line that wraps", 22});
        tiny.print("first", 0);
        tiny.print("second", 0);
        terminal.write(tiny.take());

        const Rows rows = terminal.rows();
        EXPECT_EQ(rows[size.rows > 2 ? size.rows - 3U : 0], "second") << size.columns << "x" << size.rows;
        EXPECT_EQ(terminal.cursor().first, static_cast<int>(size.rows) - 1);
    }
}

TEST_F(ScreenTest, SizesBeyondTheLimitsAreTakenAsTheLimits) {
    screen.resize({5, 100000});
    screen.print("xxxxxxxxx yyyyyyyyy", 0);
    const std::string bytes = screen.take();
    EXPECT_NE(bytes.find("\x1b[1;199r"), std::string::npos) << escaped(bytes);
    EXPECT_NE(bytes.find("\r\nxxxxxxxxx\r\nyyyyyyyyy\x1b"), std::string::npos) << escaped(bytes);

    screen.resize({80, 1});
    screen.take();
    screen.print("one row is no size", 0);
    EXPECT_EQ(screen.take().find("\x1b[1;"), std::string::npos);
}

TEST_F(ScreenTest, AColourEndsWithItsRow) {
    Emulator terminal(20, 6);
    screen.resize({20, 6});
    screen.print("\x1b[41mred and more red and", 2);
    screen.print("plain", 0);
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"", "", "red and more red", "  and", "plain", ""}));
    const VTermScreenCell within = terminal.cell(3, 2);
    EXPECT_TRUE(VTERM_COLOR_IS_INDEXED(&within.bg));
    const VTermScreenCell after = terminal.cell(3, 6);
    EXPECT_TRUE(VTERM_COLOR_IS_DEFAULT_BG(&after.bg));
}

TEST_F(ScreenTest, OtherControlsInAMessageAreBlanks) {
    Emulator terminal(40, 4);
    screen.resize({40, 4});
    type("safe");
    screen.print(
        "a\x1b[2Jb\x1b]0;title\x07"
        "c\nd\re",
        0);
    show(terminal);

    EXPECT_EQ(terminal.rows()[2], "a [2Jb ]0;title c d e");
    EXPECT_EQ(terminal.rows()[3], "> safe");
}

TEST_F(ScreenTest, LeavingErasesTheInputAndThenLinesArePlain) {
    Emulator terminal(20, 6);
    screen.resize({20, 6});
    screen.status("status");
    screen.print("message", 0);
    type("half");
    screen.leave();
    screen.print("* goodbye", 0);
    type("not shown");
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"", "", "", "message", "* goodbye", ""}));
    EXPECT_EQ(terminal.cursor(), (Place{5, 0}));
}

TEST_F(ScreenTest, NoRegionIsLeftBehind) {
    Emulator terminal(20, 5);
    screen.resize({20, 5});
    screen.print("message", 0);
    type("half");
    show(terminal);

    terminal.write("\x1b[5H\n\n");

    EXPECT_EQ(terminal.rows(), (Rows{"", "message", "> half", "", ""}));
}

TEST_F(ScreenTest, AnIdleScreenIsSmall) { EXPECT_LE(sizeof(dialect::Screen), 360U); }

}  // namespace
}  // namespace confab::unit
