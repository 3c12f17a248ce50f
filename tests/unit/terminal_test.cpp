// From the bytes of a telnet to what it wants: as lines first, then as keys, and back.
#include "confab/dialect/terminal/terminal.hpp"

#include <gtest/gtest.h>

#include "unit/support/terminal_user.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;

TEST(Terminal, OpensWithARequestForKeysSizeAndType) {
    TerminalUser user;

    user.send("");

    EXPECT_EQ(escaped(user.replies),
              "\\xff\\xfb\\x01\\xff\\xfb\\x03\\xff\\xfd\\x1f\\xff\\xfd\\x18\\xff\\xfd'\\xff\\xfb*"
              "\\xff\\xfb\\0\\xff\\xfd\\0");
    EXPECT_FALSE(user.terminal.live());
}

TEST(Terminal, IsALineReaderUntilKeysAreAgreed) {
    TerminalUser user;

    EXPECT_EQ(user.send("hello\r\nyou\r\n"), (Happenings{"line hello", "line you"}));
    EXPECT_EQ(user.send(will_send_keys), Happenings{"live"});
    EXPECT_EQ(user.send("there\r"), Happenings{"line there"});
}

TEST(Terminal, WhoKeepsItsLinesIsReadInLines) {
    TerminalUser user;

    EXPECT_EQ(user.send(keeps_its_lines), Happenings{"not live"});
    EXPECT_EQ(user.send("hello\r\n"), Happenings{"line hello"});
    EXPECT_EQ(user.look(), "");
}

TEST(Terminal, IsKnownOnceSizeAndTypeAre) {
    TerminalUser user;

    user.send(tells_size(80, 24));
    EXPECT_FALSE(user.terminal.known());
    user.send(tells_type("xterm"));
    EXPECT_TRUE(user.terminal.known());
}

TEST(Terminal, ATypeWithoutACursorKeepsToLines) {
    TerminalUser user;
    user.send(will_send_keys);
    user.replies.clear();

    EXPECT_EQ(user.send(tells_type("DUMB")), Happenings{"not live"});
    user.send("");

    EXPECT_NE(user.replies.find("\xff\xfc\x01"), std::string::npos) << escaped(user.replies);
    EXPECT_NE(user.replies.find("\xff\xfc\x03"), std::string::npos) << escaped(user.replies);
    EXPECT_EQ(user.send("hello\r\n"), Happenings{"line hello"});
}

TEST(Terminal, ATypeWithoutACursorKeepsToLinesHoweverLateTheRestIs) {
    TerminalUser user;

    EXPECT_EQ(user.send(tells_type("dumb")), Happenings{"not live"});

    EXPECT_EQ(user.send(will_send_keys), Happenings{});
    EXPECT_NE(user.replies.find("\xff\xfc\x01"), std::string::npos) << escaped(user.replies);
    EXPECT_NE(user.replies.find("\xff\xfc\x03"), std::string::npos) << escaped(user.replies);
}

TEST(Terminal, AByte255OfTextIsOneBadByteAndSwallowsNothing) {
    TerminalUser user;

    EXPECT_EQ(user.send("a\xff\xff\xfa!\r\n"), Happenings{"line a\\xff\\xfa!"});
    user.live();
    EXPECT_EQ(user.send("a\xff\xff!\r"), Happenings{"line a\\xef\\xbf\\xbd!"});
}

TEST(Terminal, ErasesInLinesAsTelnetSays) {
    TerminalUser user;

    EXPECT_EQ(user.send("ab\xff\xf7"
                        "c\r\n"),
              Happenings{"line ab\\x7fc"});
    EXPECT_EQ(user.send("ab\xff\xf8"
                        "c\r\n"),
              Happenings{"line c"});
}

TEST(Terminal, ErasesInKeysAsTelnetSays) {
    TerminalUser user;
    user.live();

    EXPECT_EQ(user.send("ab\xff\xf7"
                        "c\r"),
              Happenings{"line ac"});
    EXPECT_EQ(user.send("ab\xff\xf8"
                        "c\r"),
              Happenings{"line c"});
}

TEST(Terminal, WhatWasHalfTypedBeforeTheKeysIsNotLost) {
    TerminalUser user;
    user.send("hel");

    user.live();

    EXPECT_EQ(user.text(), Rows{"ann> hel"});
    EXPECT_EQ(user.send("lo\r"), Happenings{"line hello"});
    user.terminal.go_back();
    EXPECT_EQ(user.send("again\r\n"), Happenings{"line again"});
}

TEST(Terminal, GoesBackToLinesAndIntoKeysAgain) {
    TerminalUser user;
    user.live();
    user.send("half");

    user.terminal.go_back();
    user.send("");
    EXPECT_FALSE(user.terminal.live());
    user.send("\xff\xfe\x01\xff\xfe\x03");
    EXPECT_EQ(user.send("a line\r\n"), Happenings{"line a line"});

    user.terminal.ask();
    EXPECT_EQ(user.send(will_send_keys), Happenings{"live"});
    EXPECT_EQ(user.send("done\r"), Happenings{"line halfdone"});
}

TEST(Terminal, WhatTelnetSaysNowDoesNotTakeWhatWasTyped) {
    TerminalUser user;
    user.live();
    std::string_view rest = "/ui off\rhello\r";
    ASSERT_EQ(user.terminal.next(rest).kind, wire::Input::Kind::line);

    user.terminal.go_back();
    EXPECT_TRUE(user.terminal.opening().starts_with("\xff\xfc"));

    EXPECT_EQ(user.send(""), Happenings{"line hello"});
}

TEST(Terminal, CtrlCOnAnEmptyLineTellsHowToLeave) {
    TerminalUser user;
    user.live();

    EXPECT_EQ(user.send("abc\x03"), Happenings{});
    EXPECT_EQ(user.send("\x03"), Happenings{"interrupt"});
    EXPECT_EQ(user.send("\xff\xf4"), Happenings{"interrupt"});
    EXPECT_EQ(user.send("\x04"), Happenings{"leave"});
}

TEST(Terminal, AfterATimingMarkAllIsPaintedAgain) {
    TerminalUser user;
    user.live();
    user.said("bob", "hello");
    user.send("hal");
    const Rows before = user.rows();
    user.replies.clear();

    EXPECT_EQ(user.send("\xff\xfd\x06"), Happenings{});

    EXPECT_EQ(user.replies, "\xff\xfb\x06");
    Emulator fresh(40, 8);
    fresh.write(user.look());
    EXPECT_EQ(fresh.rows(), before);
}

TEST(Terminal, PaintsOnceHoweverOftenThatIsAskedFor) {
    TerminalUser user;
    user.live();
    for (int i = 0; i < 20; ++i) user.said("bob", "hello");
    user.look();
    user.send("\x0c");
    const std::size_t once = user.look().size();

    user.send(std::string(500, '\x0c'));
    EXPECT_EQ(user.look().size(), once);
    for (int i = 0; i < 100; ++i) user.send("\xff\xfd\x06");
    EXPECT_EQ(user.look().size(), once);
    for (int i = 0; i < 100; ++i) {
        user.send(tells_size(30, 8));
        user.send(tells_size(40, 8));
    }
    EXPECT_LE(user.look().size(), once);
}

TEST(Terminal, AnEscapeAloneCountsWhenItIsFlushed) {
    TerminalUser user;
    user.live();
    user.send("\x1b[200~one\rtwo\r\x1b[201~");
    ASSERT_EQ(user.text(), Rows{"ann> [2 lines: Enter sends, Esc drops]"});

    user.send("\x1b");
    ASSERT_TRUE(user.terminal.pending_escape());
    user.terminal.flush_escape();

    EXPECT_FALSE(user.terminal.pending_escape());
    EXPECT_EQ(user.text(), Rows{"ann>"});
}

TEST(Terminal, APasteOfSeveralLinesIsOneBlock) {
    TerminalUser user;
    user.live();

    EXPECT_EQ(user.send("\x1b[200~one\rtwo\r\x1b[201~\r"), Happenings{"block one\\ntwo"});
    EXPECT_EQ(user.send("\x1b[200~" + std::string(user.max_line + 1, 'x') + "\x1b[201~"),
              Happenings{"refused line too long (limit 200 bytes), nothing was sent"});
}

TEST(Terminal, TheNameThatATelnetWasGivenIsTold) {
    TerminalUser user;

    EXPECT_EQ(user.send("\xff\xfb'"), Happenings{});
    EXPECT_EQ(user.send({"\xff\xfa'\0\0USER\1alice\xff\xf0", 17}), Happenings{"user alice"});
}

TEST(Terminal, ALineThatIsNotOverAtTheEndCountsOnlyAsALine) {
    TerminalUser lines;
    lines.send("last words");
    const wire::Input last = lines.terminal.finish();
    EXPECT_EQ(last.kind, wire::Input::Kind::line);
    EXPECT_EQ(last.bytes, "last words");

    TerminalUser keys;
    keys.live();
    keys.send("half");
    EXPECT_EQ(keys.terminal.finish().kind, wire::Input::Kind::none);
}

TEST(Terminal, ASecretWithACharacterThatVanishedIsNotTheOneWithoutIt) {
    TerminalUser person;
    person.live();
    person.terminal.ask_secret("Password: ");

    EXPECT_EQ(person.send("green\u202eteapots\r"), (Happenings{"line green\\xef\\xbf\\xbdteapots"}));
}

}  // namespace
}  // namespace confab::unit
