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
        user.set([](TerminalSettings& settings) {
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
    user.set([](TerminalSettings& settings) { settings.time_zone = "Asia/Tokyo"; });  // 21:00

    user.said("bob", "evening");
    user.now = noon + Milliseconds{3 * 3'600'000};
    user.said("bob", "midnight");

    EXPECT_EQ(user.text(), (Rows{"bob: evening", "Monday, 23 November 2026", "bob: midnight", "ann>"}));
}

}  // namespace
}  // namespace confab::unit
