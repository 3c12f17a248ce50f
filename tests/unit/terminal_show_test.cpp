// What somebody with a live terminal sees.
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/support/terminal_user.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;

// -1: as the terminal likes it.
int colour_of(const VTermScreenCell& cell) {
    return VTERM_COLOR_IS_INDEXED(&cell.fg) ? cell.fg.indexed.idx : -1;
}

TEST(TerminalShow, MessagesStandAboveWhatIsTyped) {
    TerminalUser user;
    user.live();
    user.send("half a");

    user.said("bob", "hello");
    user.show({.type = EventType::emote, .from = "bob", .text = "waves"});
    user.show({.type = EventType::private_message, .from = "bob", .to = "ann", .text = "psst"});
    user.show({.type = EventType::joined, .from = "carl"});

    EXPECT_EQ(user.text(), (Rows{"bob: hello", "** bob waves", "bob -> ann: psst", "* carl joined #lobby",
                                 "ann> half a"}));
    EXPECT_EQ(user.screen.cursor(), (std::pair{7, 11}));
}

TEST(TerminalShow, ARowBeginsWithTimeAndRoomWhereTheyAreWanted) {
    TerminalUser user;
    user.live();

    user.show({.type = EventType::message, .from = "bob", .text = "1"},
              View{.timestamps = true, .interactive = true});
    user.show({.type = EventType::message, .from = "bob", .text = "2"},
              View{.several_rooms = true, .interactive = true});
    user.show({.type = EventType::message, .replay = true, .from = "bob", .text = "3"});
    user.show({.type = EventType::notice, .frame = true, .text = "now live"},
              View{.timestamps = true, .several_rooms = true, .interactive = true});
    user.show({.type = EventType::error, .text = "no"}, View{.timestamps = true, .interactive = true});

    EXPECT_EQ(user.text(),
              (Rows{"12:00 bob: 1", "#lobby bob: 2", "12:00 bob: 3", "* now live", "! no", "ann>"}));
}

TEST(TerminalShow, TimesAreThoseOfTheReader) {
    TerminalUser user;
    user.live();

    user.set([](DisplayPreferences& settings) { settings.time_zone = "Asia/Kolkata"; });
    user.show({.type = EventType::message, .replay = true, .from = "bob", .text = "hello"});

    EXPECT_EQ(user.text(), (Rows{"17:30 bob: hello", "ann>"}));
}

// --- Colours

TEST(TerminalShow, ANameHasItsColourByWhatTheTerminalCan) {
    const auto name_colour = [](std::string_view type) {
        TerminalUser user;
        user.live(type);
        user.said("bob", "hello");
        user.look();
        return colour_of(user.screen.cell(6, 0));
    };

    EXPECT_EQ(name_colour("xterm-256color"), 130);
    EXPECT_EQ(name_colour("ansi"), 12);
    EXPECT_EQ(name_colour("vt100"), -1);
}

TEST(TerminalShow, ColoursAreAsTheReaderWantsThem) {
    TerminalUser user;
    user.live("vt100");

    user.set([](DisplayPreferences& settings) { settings.colour = Colour::many; });
    user.said("bob", "hello");
    user.look();
    EXPECT_EQ(colour_of(user.screen.cell(6, 0)), 130);

    user.set([](DisplayPreferences& settings) { settings.colour = Colour::off; });
    user.said("bob", "hello");
    user.look();
    EXPECT_EQ(colour_of(user.screen.cell(6, 0)), -1);
}

TEST(TerminalShow, WithoutColoursThereIsNoSequenceOfThem) {
    TerminalUser user;
    user.live("vt100");
    user.look();

    user.said("bob", "ann: hello");
    user.show({.type = EventType::notice, .text = "a notice"});
    user.show({.type = EventType::error, .text = "an error"});

    const std::string bytes = user.look();
    for (const char* sequence : {"\x1b[m", "\x1b[1", "\x1b[3", "\x1b[9"}) {
        const bool region = std::string_view(sequence) == "\x1b[1";
        EXPECT_TRUE(region || bytes.find(sequence) == std::string::npos) << escaped(bytes);
    }
    EXPECT_FALSE(user.screen.cell(4, 5).attrs.bold);
}

TEST(TerminalShow, WhoeverIsMeantSeesItInBold) {
    TerminalUser user;
    user.live();

    user.said("bob", "hello ann!");
    user.said("bob", "hello anne!");
    user.said("ann", "ann is me");
    user.look();

    const auto bold = [&](int row) { return user.screen.cell(row, 5).attrs.bold != 0; };
    EXPECT_EQ((std::array{bold(4), bold(5), bold(6)}), (std::array{true, false, false}));
}

// --- Layout

TEST(TerminalShow, RowsHangFromWhereTheWordsBegin) {
    TerminalUser user(20, 10);
    user.live();

    user.said("bob", "one two three four");
    user.said("\u65e5\u672c", "one two threes four");  // two cells each
    user.show({.type = EventType::emote, .from = "bob", .text = "waves and waves"});
    user.show({.type = EventType::notice, .text = "a notice of some length"});

    EXPECT_EQ(user.text(),
              (Rows{"bob: one two three", "     four", "\u65e5\u672c: one two", "      threes four",
                    "** bob waves and", "       waves", "* a notice of some", "  length", "ann>"}));
}

TEST(TerminalShow, ANameThatIsWiderThanHalfTheScreenStillLeavesRoom) {
    TerminalUser user(20, 8);
    user.live();

    user.said("abcdefghijklmnop", "one two three fours");

    EXPECT_EQ(user.text(),
              (Rows{"abcdefghijklmnop:", "         one two", "         three", "         fours", "ann>"}));
}

TEST(TerminalShow, PaintingAnewWaitsUntilItIsAllowed) {
    TerminalUser user;
    user.live();
    user.look();

    user.send("\x0c");

    EXPECT_TRUE(user.terminal.wants_repaint());
    EXPECT_EQ(user.terminal.take(), "");
    user.terminal.allow_repaint();
    EXPECT_FALSE(user.terminal.wants_repaint());
    EXPECT_GT(user.terminal.take().size(), 20U);
}

TEST(TerminalShow, AnotherSizeWrapsAnew) {
    TerminalUser user(40, 8);
    user.live();
    user.said("bob", "one two three four five six");
    user.send("half");
    user.look();

    user.resize(20, 6);

    EXPECT_EQ(user.text(), (Rows{"bob: one two three", "     four five six", "ann> half"}));
    EXPECT_EQ(user.screen.cursor(), (std::pair{5, 9}));
}

TEST(TerminalShow, WithoutASizeMessagesAndInputAreRowsAsEver) {
    TerminalUser user(40, 8);
    user.send(tells_type("xterm"));
    user.send(will_send_keys);
    user.send("half");
    user.look();

    user.said("bob", "hello");
    user.send(" a line");

    EXPECT_EQ(user.text(), (Rows{"bob: hello", "ann> half a line"}));
}

// --- Leaving

TEST(TerminalShow, LeavesTheTerminalInOrder) {
    TerminalUser user;
    user.live();
    user.said("bob", "hello");
    user.send("half");
    user.look();

    user.said("bob", "more");
    user.terminal.leave();

    EXPECT_TRUE(user.look().ends_with("\x1b[?2004l"));
    EXPECT_EQ(user.text(), (Rows{"bob: hello", "bob: more"}));
    user.show({.type = EventType::notice, .text = "goodbye"});
    EXPECT_EQ(user.text(), (Rows{"bob: hello", "bob: more", "* goodbye"}));
}

TEST(TerminalShow, LeavingTwiceLeavesOnce) {
    TerminalUser user;
    user.live();
    user.look();
    user.terminal.leave();
    user.look();

    user.terminal.leave();

    EXPECT_EQ(user.look(), "");
}

TEST(TerminalShow, DoesNotRepeatWhatStandsThereWhenItComesAgain) {
    TerminalUser user;
    user.live();
    user.said("bob", "hello");
    user.terminal.go_back();

    user.terminal.go_live();

    const std::vector<std::string> rows = user.rows();
    EXPECT_EQ(rows.back(), "ann>");
    EXPECT_EQ(std::count(rows.begin(), rows.end(), "bob: hello"), 1);
}

TEST(TerminalShow, AsksForMarksAroundPastesWhileItIsLive) {
    TerminalUser user;
    EXPECT_EQ(user.look(), "");

    user.live();
    EXPECT_TRUE(user.look().starts_with("\x1b[?2004h"));
    user.terminal.go_back();
    EXPECT_TRUE(user.look().ends_with("\x1b[?2004l"));
}

}  // namespace
}  // namespace confab::unit
