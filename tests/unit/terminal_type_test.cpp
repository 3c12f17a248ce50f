// What is promised by a terminal's name.
#include "dialect/terminal/terminal_type.hpp"

#include <gtest/gtest.h>

#include <string>

namespace confab::dialect {
namespace {

TEST(TerminalType, KnowsWhoHas256Colours) {
    for (const char* name :
         {"xterm", "XTERM", "xterm-256color", "screen-256color", "tmux", "tmux-256color", "PuTTY", "MUDLET",
          "rxvt-unicode-256color", "xterm-kitty", "alacritty", "foot", "vte-direct", "TinTin++"}) {
        EXPECT_EQ(terminal_type(name).depth, Depth::many) << name;
        EXPECT_FALSE(terminal_type(name).dumb) << name;
    }
}

TEST(TerminalType, TakesMostOthersToHave16) {
    for (const char* name : {"linux", "ansi", "screen", "rxvt", "cygwin", "", "no-such-thing"}) {
        EXPECT_EQ(terminal_type(name).depth, Depth::sixteen) << name;
        EXPECT_FALSE(terminal_type(name).dumb) << name;
    }
}

TEST(TerminalType, KnowsWhoHasNone) {
    for (const char* name : {"vt52", "vt100", "VT102", "vt220", "vt320", "vt420", "linux-m", "xterm-mono"}) {
        EXPECT_EQ(terminal_type(name).depth, Depth::none) << name;
        EXPECT_FALSE(terminal_type(name).dumb) << name;
    }
}

TEST(TerminalType, KnowsWhoHasNoCursor) {
    for (const char* name : {"dumb", "DUMB", "unknown", "network", "dialup", "tty"}) {
        EXPECT_TRUE(terminal_type(name).dumb) << name;
    }
    EXPECT_FALSE(terminal_type("dumber").dumb);
}

TEST(TerminalType, LooksAtNoMoreThanANameCanHave) {
    EXPECT_EQ(terminal_type(std::string(34, 'x') + "xterm").depth, Depth::many);
    EXPECT_EQ(terminal_type(std::string(41, 'y') + "xterm").depth, Depth::sixteen);
    EXPECT_EQ(terminal_type(std::string(100000, '\xff')).depth, Depth::sixteen);
}

TEST(TerminalType, WhatWasChosenCountsMoreThanTheName) {
    const TerminalType vt100 = terminal_type("vt100");
    const TerminalType xterm = terminal_type("xterm");

    EXPECT_EQ(depth_of(Colour::automatic, vt100), Depth::none);
    EXPECT_EQ(depth_of(Colour::automatic, xterm), Depth::many);
    EXPECT_EQ(depth_of(Colour::off, xterm), Depth::none);
    EXPECT_EQ(depth_of(Colour::sixteen, xterm), Depth::sixteen);
    EXPECT_EQ(depth_of(Colour::sixteen, vt100), Depth::sixteen);
    EXPECT_EQ(depth_of(Colour::many, vt100), Depth::many);
}

}  // namespace
}  // namespace confab::dialect
