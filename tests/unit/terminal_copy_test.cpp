// What somebody with a live terminal may want to copy: pasted blocks and addresses.
#include <gtest/gtest.h>

#include <array>

#include "unit/support/terminal_user.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;

int colour_at(const TerminalUser& user, int row, int column) {
    const VTermScreenCell cell = user.screen.cell(row, column);
    return VTERM_COLOR_IS_INDEXED(&cell.fg) ? cell.fg.indexed.idx : -1;
}

TEST(TerminalCopy, TheLinesOfABlockStandAsTheyWerePastedToBeCopied) {
    TerminalUser user(20, 10);
    user.live();

    user.said("bob", "one and two and three\n\n  if (a)  return  and  more;\nfour");

    EXPECT_EQ(user.text(),
              (Rows{"bob: one and two and", " three", "  if (a)  return  an", "d  more;", "four", "ann>"}));
    EXPECT_EQ(user.rows()[5], "");
}

TEST(TerminalCopy, TheLinesOfABlockHaveTheirAuthorsColour) {
    TerminalUser user;
    user.live();

    user.said("bob", "one\nalice: two");
    user.said("alice", "two");
    user.look();

    const auto colour = [&](int row, int column) { return colour_at(user, row, column); };
    EXPECT_EQ((std::array{colour(4, 5), colour(5, 0), colour(5, 7)}), (std::array{130, 130, 130}));
    EXPECT_EQ((std::array{colour(6, 0), colour(6, 7)}), (std::array{29, -1}));
}

TEST(TerminalCopy, WithoutColoursABlankTellsTheLinesOfABlockFromOthers) {
    TerminalUser user(20, 10);
    user.live("vt100");

    user.said("bob", "one\nalice: two and three and four\n* five");

    EXPECT_EQ(user.text(), (Rows{"bob: one", " alice: two and", " three and four", " * five", "ann>"}));
}

TEST(TerminalCopy, TheLinesOfAnOldBlockStandBelowEachOtherToo) {
    TerminalUser user;
    user.live();

    user.show({.type = EventType::message, .replay = true, .from = "bob", .text = "one\ntwo"});

    EXPECT_EQ(user.text(), (Rows{"12:00 bob: one", "two", "ann>"}));
}

TEST(TerminalCopy, WithoutASizeTheLinesOfABlockStandBelowEachOtherToo) {
    TerminalUser user;
    user.send(will_send_keys);

    user.said("bob", "one\ntwo");

    EXPECT_EQ(user.text(), (Rows{"bob: one", "two", "ann>"}));
}

TEST(TerminalCopy, AnAddressRunsToTheLastColumnWithoutAnIndent) {
    TerminalUser user(20, 10);
    user.live();

    user.said("bob", "see https://example.com/a/b/c/d/e/f/g/h/i/j/k/l now");

    EXPECT_EQ(user.text(),
              (Rows{"bob: see https://exa", "mple.com/a/b/c/d/e/f", "/g/h/i/j/k/l", "     now", "ann>"}));
}

TEST(TerminalCopy, AnAddressIsALinkWhereTheTerminalIsKnownToTakeLinks) {
    const auto sent = [](std::string_view type) {
        TerminalUser user(20, 10);
        user.live(type);
        user.look();
        user.said("bob", "(see https://a.example/b_(c)/d/e/f/g/h/i). http:// xhttp://no http://\u00e9");
        std::string bytes = user.look();
        EXPECT_EQ(user.text(), (Rows{"bob: (see https://a.", "example/b_(c)/d/e/f/", "g/h/i).",
                                     "     http://", "     xhttp://no", "     http://\u00e9", "ann>"}));
        return bytes;
    };
    for (const char* type : {"xterm-kitty", "alacritty", "foot", "wezterm", "tmux-256color"}) {
        const std::string bytes = sent(type);
        const std::string open = "\x1b]8;id=0;https://a.example/b_(c)/d/e/f/g/h/i\x1b\\";
        const std::string close = "\x1b]8;;\x1b\\";
        for (const char* piece : {"https://a.", "example/b_(c)/d/e/f/", "g/h/i"}) {
            EXPECT_NE(bytes.find(open + piece + close), std::string::npos) << escaped(bytes);
        }
        EXPECT_NE(bytes.find("\x1b]8;id=1;http://%C3%A9\x1b\\http://\u00e9" + close), std::string::npos)
            << escaped(bytes);
        EXPECT_EQ(bytes.find("no" + close), std::string::npos) << escaped(bytes);
    }
    for (const char* type : {"xterm-256color", "xterm", "vt100", "linux", "screen", "putty"}) {
        EXPECT_EQ(sent(type).find("\x1b]"), std::string::npos) << type;
    }
}

TEST(TerminalCopy, EveryLineOfABlockThatMeansOneIsBold) {
    TerminalUser user;
    user.live();

    user.said("bob", "one\ntwo, ann\nthree");
    user.said("bob", "plain");
    user.look();

    const auto bold = [&](int row) { return user.screen.cell(row, 0).attrs.bold != 0; };
    EXPECT_EQ((std::array{bold(3), bold(4), bold(5), bold(6)}), (std::array{true, true, true, false}));
}

}  // namespace
}  // namespace confab::unit
