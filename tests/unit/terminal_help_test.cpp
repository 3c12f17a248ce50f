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

}  // namespace
}  // namespace confab::unit
