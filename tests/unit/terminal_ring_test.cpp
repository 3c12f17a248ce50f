// What rings, and what day it is, in a live terminal.
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/support/terminal_user.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;
constexpr Milliseconds day{86'400'000};

class TerminalRing : public testing::TestWithParam<Notify> {
  protected:
    bool rings(const Event& event) {
        TerminalUser user;
        user.live();
        user.set([](DisplayPreferences& settings) {
            settings.notify = GetParam();
            settings.words = {"fire"};
        });
        user.look();
        user.show(event);
        return user.look().find('\a') != std::string::npos;
    }
    bool is(std::initializer_list<Notify> some) {
        return std::find(some.begin(), some.end(), GetParam()) != some.end();
    }
};

INSTANTIATE_TEST_SUITE_P(Notify, TerminalRing,
                         testing::Values(Notify::off, Notify::mention, Notify::pm, Notify::all,
                                         Notify::word));

TEST_P(TerminalRing, RingsAsItWasSet) {
    const Event plain{.type = EventType::message, .from = "bob", .text = "hello"};
    const Event meant{.type = EventType::message, .from = "bob", .text = "hello ann"};
    const Event word{.type = EventType::emote, .from = "bob", .text = "shouts fire"};
    const Event secret{.type = EventType::private_message, .from = "bob", .to = "ann", .text = "psst"};

    EXPECT_EQ(rings(plain), is({Notify::all}));
    EXPECT_EQ(rings(meant), is({Notify::mention, Notify::all, Notify::word}));
    EXPECT_EQ(rings(word), is({Notify::all, Notify::word}));
    EXPECT_EQ(rings(secret), is({Notify::mention, Notify::pm, Notify::all, Notify::word}));
}

TEST_P(TerminalRing, NeverRingsForWhatIsOldOrOnesOwnOrNobodys) {
    EXPECT_FALSE(rings({.type = EventType::message, .replay = true, .from = "bob", .text = "ann, fire"}));
    EXPECT_FALSE(rings({.type = EventType::message, .from = "ann", .text = "ann, fire"}));
    EXPECT_FALSE(rings({.type = EventType::private_message, .from = "ann", .to = "ann", .text = "note"}));
    EXPECT_FALSE(rings({.type = EventType::notice, .text = "ann, fire"}));
    EXPECT_FALSE(rings({.type = EventType::joined, .from = "bob"}));
}

TEST(TerminalDay, ANewDayIsToldBeforeItsFirstLine) {
    TerminalUser user;
    user.live();
    user.said("bob", "today");

    user.now = noon + day;
    user.said("bob", "tomorrow");
    user.said("bob", "later");

    EXPECT_EQ(user.text(),
              (Rows{"bob: today", "Monday, 23 November 2026", "bob: tomorrow", "bob: later", "ann>"}));
}

TEST(TerminalDay, NeitherTheFirstDayNorAnOldOneIsTold) {
    TerminalUser user;
    user.live();

    user.said("bob", "first");
    user.show(
        {.type = EventType::notice, .frame = true, .time = noon + day, .text = "last 1 line of #lobby:"});
    user.show({.type = EventType::message, .replay = true, .time = noon - day, .from = "bob", .text = "old"});
    user.said("bob", "second");

    EXPECT_EQ(user.text(),
              (Rows{"bob: first", "* last 1 line of #lobby:", "12:00 bob: old", "bob: second", "ann>"}));
}

TEST(TerminalDay, ADayBeginsWhenItDoesForTheReader) {
    TerminalUser user(60);
    user.live();
    user.set([](DisplayPreferences& settings) { settings.time_zone = "Asia/Tokyo"; });  // 21:00

    user.said("bob", "evening");
    user.now = noon + Milliseconds{3 * 3'600'000};
    user.said("bob", "midnight");

    EXPECT_EQ(user.text(), (Rows{"bob: evening", "Monday, 23 November 2026", "bob: midnight", "ann>"}));
}

// --- Keys

TEST(TerminalRings, EveryKeyThatDoesNothing) {
    const std::string_view keys[] = {
        "\x1f",
        "\x1c",
        "\x1d",
        "\x1e",
        std::string_view("\0", 1),  // Ctrl-_, \\, ], ^, Space
        "\x1b[15~",
        "\x1bOP",
        "\x1b[[A",
        "\x1b[1;5P",
        "\x1b[5~",
        "\x1b[E",  // F5, F1, PageUp, 5
        "\x1b.",
        "\x1b<",
        "\x1bx",
        "\x18",
        "\x11",
        "\x07",  // Alt-., Ctrl-X, Ctrl-Q, Ctrl-G
        "\x1b[106;5u",
        "\x1b[27;5;106~",  // of newer keyboards
    };
    for (const std::string_view key : keys) {
        TerminalUser user;
        user.live();
        user.send("half");
        user.look();

        user.send(key);

        EXPECT_EQ(user.look(), "\a") << escaped(key);
        EXPECT_EQ(user.text(), Rows{"ann> half"}) << escaped(key);
    }
}

// ESC begins what the others begin too, so these count only after a while.
TEST(TerminalRings, EveryKeyThatDoesNothingAndCouldHaveBegunAnother) {
    for (const std::string_view key : {"\x1b", "\x1b*", "\x1b(", "\x1b)", "\x1b+", "\x1b[", "\x1b]", "\x1bO",
                                       "\x1bP", "\x1bX", "\x1b^", "\x1b_", "\x1bN"}) {
        TerminalUser user;
        user.live();
        user.send("half");
        user.look();

        user.send(key);
        EXPECT_EQ(user.look(), "") << escaped(key);
        ASSERT_TRUE(user.terminal.pending_escape()) << escaped(key);
        user.terminal.flush_escape();

        EXPECT_EQ(user.look(), "\a") << escaped(key);
        user.send("x");
        EXPECT_EQ(user.text(), Rows{"ann> halfx"}) << escaped(key);
    }
}

TEST(TerminalRings, NotWhenEscEndsSomething) {
    for (const std::string_view begun : {"\x12", "\x1b[200~one\rtwo\r\x1b[201~"}) {
        TerminalUser user;
        user.live();
        user.send(begun);
        user.look();

        user.send("\x1b");
        user.terminal.flush_escape();

        EXPECT_EQ(user.look().find('\a'), std::string::npos) << escaped(begun);
        EXPECT_EQ(user.text(), Rows{"ann>"}) << escaped(begun);
    }
}

// What the terminal answers by itself, and what is in a paste, is no key.
TEST(TerminalRings, NotAtWhatIsNoKey) {
    TerminalUser user;
    user.live();
    user.look();

    user.send("\x1b[?64;1c\x1b[I\x1b[O\x1b[0n\x1b]11;rgb:0/0/0\x1b\\\x1b[200~a\x1b[15~b\x1f\x1b[201~");

    EXPECT_EQ(user.look().find('\a'), std::string::npos);
    EXPECT_EQ(user.text(), Rows{"ann> ab"});
}

}  // namespace
}  // namespace confab::unit
