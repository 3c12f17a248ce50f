// The prompt and the status row of the live terminal.
#include <gtest/gtest.h>

#include "unit/support/terminal_user.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;

TEST(TerminalPrompt, ThePromptIsOnesName) {
    TerminalUser user;
    user.live();
    user.send("half");
    EXPECT_EQ(user.text(), Rows{"ann> half"});

    user.set([](DisplayPreferences& settings) { settings.name = "anna"; });

    EXPECT_EQ(user.text(), Rows{"anna> half"});
}

TEST(TerminalPrompt, InSeveralRoomsThePromptTellsWhichOneIsTalkedIn) {
    TerminalUser user;
    user.live();

    user.set([](DisplayPreferences& settings) { settings.room = "dev"; });
    EXPECT_EQ(user.text(), Rows{"ann #dev>"});
    user.send("/login ann");
    user.terminal.ask_secret("password: ");
    EXPECT_EQ(user.text(), Rows{"password:"});
    user.terminal.ask_secret("");
    EXPECT_EQ(user.text(), Rows{"ann #dev>"});

    user.set([](DisplayPreferences& settings) { settings.room = ""; });
    EXPECT_EQ(user.text(), Rows{"ann>"});
}

TEST(TerminalPrompt, APromptLeavesRoomToType) {
    TerminalUser user(40, 8);
    user.live();

    user.set([](DisplayPreferences& settings) { settings.room = "a-room-with-a-long-name"; });
    EXPECT_EQ(user.text(), Rows{"ann>"});

    user.resize(80, 8);
    EXPECT_EQ(user.text(), Rows{"ann #a-room-with-a-long-name>"});
}

TEST(TerminalPrompt, TheStatusIsARowAboveTheInputForWhoWantsIt) {
    TerminalUser user;
    user.live();
    const Status status{"ann", "lobby", 3, 2};

    user.terminal.set_status(status, Milliseconds{40});
    EXPECT_FALSE(user.terminal.wants_status());
    EXPECT_EQ(user.text(), Rows{"ann>"});

    user.set([](DisplayPreferences& settings) { settings.status_line = true; });
    EXPECT_TRUE(user.terminal.wants_status());
    user.terminal.set_status(status, Milliseconds{40});
    user.said("bob", "hello");
    EXPECT_EQ(user.text(), (Rows{"bob: hello", " #lobby, 3 here | 2 unread | 40 ms", "ann>"}));
    EXPECT_TRUE(user.screen.cell(6, 3).attrs.reverse);

    user.set([](DisplayPreferences& settings) { settings.status_line = false; });
    EXPECT_EQ(user.text(), (Rows{"bob: hello", "ann>"}));
}

}  // namespace
}  // namespace confab::unit
