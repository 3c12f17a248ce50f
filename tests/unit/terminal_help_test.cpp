// Completion and corrections, from the terminal's side.
#include <gtest/gtest.h>

#include "unit/support/terminal_user.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;

TEST(TerminalHelp, AsksWhatTheWordBeforeTheCursorMayBe) {
    TerminalUser user;
    user.live();

    EXPECT_EQ(user.send("/msg al\t"), Happenings{"complete /msg al"});
    const std::vector<std::string> names{"alice ", "albert "};
    user.terminal.complete("al", names);
    EXPECT_EQ(user.text(), Rows{"ann> /msg alice"});
    EXPECT_EQ(user.send("\t"), Happenings{});
    EXPECT_EQ(user.text(), Rows{"ann> /msg albert"});
}

TEST(TerminalHelp, AnAnswerThatComesTooLateChangesNothing) {
    TerminalUser user;
    user.live();
    const std::vector<std::string> names{"alice "};

    user.send("al\t");
    user.send("b");
    user.terminal.complete("al", names);
    EXPECT_EQ(user.text(), Rows{"ann> alb"});

    user.send("\t");  // about "alb": an answer about another word is from before
    user.terminal.complete("al", names);
    EXPECT_EQ(user.text(), Rows{"ann> alb"});
}

TEST(TerminalHelp, AWordThatNothingBeginsLikeRings) {
    TerminalUser user;
    user.live();
    user.look();

    user.send("xy\t");
    user.look();
    user.terminal.complete("xy", {});

    EXPECT_EQ(user.look(), "\a");
}

TEST(TerminalHelp, ACorrectionIsPutUpOnAnEmptyLineOnly) {
    TerminalUser user;
    user.live();

    user.terminal.offer("/join dev");
    EXPECT_EQ(user.text(), Rows{"ann> /join dev"});
    user.terminal.offer("/who");
    EXPECT_EQ(user.text(), Rows{"ann> /join dev"});
    EXPECT_EQ(user.send("\r"), Happenings{"line /join dev"});
}

TEST(TerminalHelp, ACorrectionDoesNotGetIntoAPasteOrASearch) {
    TerminalUser user;
    user.live();

    user.send("\x1b[200~one\r");
    user.terminal.offer("/who");
    EXPECT_EQ(user.send("two\x1b[201~\r"), Happenings{"block one\\ntwo"});

    user.send("\x12");
    user.terminal.offer("/who");
    EXPECT_EQ(user.text(), Rows{"(search) '':"});
}

TEST(TerminalHelp, ARefusedBlockWaitsAgain) {
    TerminalUser user;
    user.live();

    user.terminal.offer("one\n\n/two\nthree");

    EXPECT_EQ(user.text(), Rows{"ann> [4 lines: Enter sends, Esc drops]"});
    EXPECT_EQ(user.send("\r"), Happenings{"block one\\n\\n/two\\nthree"});
}

// It would be sent together with what was typed ahead.
TEST(TerminalHelp, NothingIsPutUpBeforeWhatIsTypedAlready) {
    TerminalUser user;
    user.live();
    std::string_view rest = "first\rsecond\r";
    ASSERT_EQ(user.terminal.next(rest).kind, wire::Input::Kind::line);

    user.terminal.offer("first");

    EXPECT_EQ(user.send(""), Happenings{"line second"});
    EXPECT_EQ(user.text(), Rows{"ann>"});
}

TEST(TerminalHelp, NothingIsPutUpWhereASecretIsAskedFor) {
    TerminalUser user;
    user.live();
    user.terminal.ask_secret("password: ");

    user.terminal.offer("hello");

    EXPECT_EQ(user.send("\r"), Happenings{"line"});
}

// --- Answering

class Answering : public testing::Test {
  protected:
    void SetUp() override { user.live(); }
    void writes(std::string_view name) {
        user.set([&](DisplayPreferences& settings) { settings.reply_to = name; });
    }
    TerminalUser user;
};

TEST_F(Answering, NamesWhoIsAnsweredAsItIsTyped) {
    writes("bob");
    for (const char* typed : {"/r ", "/R ", "/rep ", "/reply ", "/RePly "}) {
        user.send(typed);
        EXPECT_EQ(user.text(), Rows{"ann> /msg bob"}) << typed;
        EXPECT_EQ(user.send("hello\r"), Happenings{"line /msg bob hello"}) << typed;
    }
}

TEST_F(Answering, StaysForTheSameOneWhenAnotherWrites) {
    writes("bob");
    user.send("/r hel");

    writes("carol");

    EXPECT_EQ(user.send("lo\r"), Happenings{"line /msg bob hello"});
    EXPECT_EQ(user.send("/r hello\r"), Happenings{"line /msg carol hello"});
}

TEST_F(Answering, NamesThemInWhateverWayItComesIntoTheLine) {
    EXPECT_EQ(user.send("/r nobody yet\r"), Happenings{"line /r nobody yet"});
    writes("bob");

    EXPECT_EQ(user.send("/r all at once\r"), Happenings{"line /msg bob all at once"});
    EXPECT_EQ(user.send("\x1b[200~/r pasted\x1b[201~\r"), Happenings{"line /msg bob pasted"});
    EXPECT_EQ(user.send("put before\x01/r \r"), Happenings{"line /msg bob put before"});
    EXPECT_EQ(user.send("\x1b[A\x1b[A\x1b[A\x1b[A\r"), Happenings{"line /msg bob nobody yet"});
    EXPECT_EQ(user.send("\x12/r nob\x1b[C\r"), Happenings{"line /msg bob nobody yet"});
    user.terminal.offer("/reply later");
    EXPECT_EQ(user.send("\r"), Happenings{"line /msg bob later"});
    EXPECT_EQ(user.send({"  /", "r", " ", "x", "\r"}), Happenings{"line /msg bob x"});
}

TEST_F(Answering, TheCursorStaysWhereItWas) {
    writes("bob");

    user.send("hello\x01/r ");

    EXPECT_EQ(user.text(), Rows{"ann> /msg bob hello"});
    EXPECT_EQ(user.screen.cursor(), (std::pair{7, 14}));
}

TEST_F(Answering, OtherLinesStayAsTheyAre) {
    writes("bob");
    for (const std::string line :
         {"/resume 1", "/register x", "/re x", "/rooms x", "say /r x", "//r x", "/r", "r x"}) {
        EXPECT_EQ(user.send(line + "\r"), Happenings{"line " + line});
    }
}

TEST_F(Answering, ALineThatIsFullStaysAsItIs) {
    writes("bob");
    user.set([](DisplayPreferences& settings) { settings.reply_to = std::string(200, 'b'); });

    EXPECT_EQ(user.send("/r x\r"), Happenings{"line /r x"});
}

}  // namespace
}  // namespace confab::unit
