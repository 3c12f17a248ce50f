// What those with the live terminal may set, and what they are told beyond the lines.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

class HubTerminal : public testing::Test {
  protected:
    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
    void SetUp() override {
        chat.hub.set_interactive(ann, true);
        chat.forget_all();
    }
    DisplayPreferences settings() { return chat.audience.heard[ann].settings.value_or(DisplayPreferences{}); }
};

TEST_F(HubTerminal, TheSettingsComeWithTheTerminal) {
    EXPECT_EQ(settings(), (DisplayPreferences{.name = "ann"}));
    EXPECT_TRUE(chat.audience.heard[ann].view.interactive);
    EXPECT_FALSE(chat.audience.heard[bob].settings.has_value());
}

TEST_F(HubTerminal, JsonIsForLines) {
    EXPECT_EQ(chat.answer(ann, "/format json"),
              (Lines{"! json is for lines, /ui off leaves the terminal first"}));
    EXPECT_EQ(chat.answer(bob, "/format json").size(), 1U);
}

TEST_F(HubTerminal, ANewNameIsHandedOn) {
    chat.line(ann, "/nick al");
    chat.line(bob, "/nick rob");

    EXPECT_EQ(settings().name, "al");
    EXPECT_FALSE(chat.audience.heard[bob].settings.has_value());
}

TEST_F(HubTerminal, SettingsStayWhenTheTerminalGoesAndComes) {
    chat.answer(ann, "/color 16");
    chat.hub.set_interactive(ann, false);
    chat.audience.heard[ann].settings.reset();
    chat.hub.set_interactive(ann, true);

    EXPECT_EQ(settings().colour, Colour::sixteen);
}

TEST_F(HubTerminal, WhatRingsIsSet) {
    EXPECT_EQ(settings().notify, Notify::mention);
    EXPECT_EQ(chat.answer(ann, "/notify PM"), (Lines{"* private messages ring"}));
    EXPECT_EQ(settings().notify, Notify::pm);
    EXPECT_EQ(chat.answer(ann, "/notify word tea time").size(), 1U);
    EXPECT_EQ(settings().notify, Notify::word);
    EXPECT_EQ(settings().words, (std::vector<std::string>{"tea", "time"}));
    chat.answer(ann, "/notify off");
    EXPECT_EQ(settings().notify, Notify::off);
}

TEST_F(HubTerminal, SixteenWordsOf32BytesMayRing) {
    std::string most = "/notify word";
    for (int i = 0; i < 16; ++i) most += " " + std::string(32, 'x');
    EXPECT_EQ(count_prefix(chat.answer(ann, most), "* "), 1U);
    ASSERT_EQ(settings().words.size(), 16U);

    EXPECT_EQ(chat.answer(ann, most + " x"), (Lines{"! 16 words may ring at most, name fewer"}));
    EXPECT_EQ(count_prefix(chat.answer(ann, "/notify word " + std::string(33, 'x')), "! a word that"), 1U);
    EXPECT_EQ(settings().words.size(), 16U);
}

TEST_F(HubTerminal, BadSettingsAreOneErrorAndChangeNothing) {
    for (const char* line : {"/notify x", "/notify word", "/notify all x", "/color 8", "/status maybe",
                             "/ui x", "/tz Berlin", "/tz Etc/Unknown"}) {
        EXPECT_EQ(count_prefix(chat.answer(ann, line), "! "), 1U) << line;
        EXPECT_EQ(settings(), (DisplayPreferences{.name = "ann"})) << line;
    }
}

TEST_F(HubTerminal, ATimeZoneIsNamedInAnyCase) {
    EXPECT_EQ(chat.answer(ann, "/tz"), (Lines{"* times are the server's"}));
    EXPECT_EQ(chat.answer(ann, "/tz europe/BERLIN"), (Lines{"* times are those of Europe/Berlin"}));
    EXPECT_EQ(settings().time_zone, "Europe/Berlin");
    EXPECT_EQ(chat.answer(ann, "/tz"), (Lines{"* times are those of Europe/Berlin"}));
    EXPECT_EQ(chat.answer(ann, "/tz server"), (Lines{"* times are the server's"}));
    EXPECT_EQ(settings().time_zone, "");
}

TEST_F(HubTerminal, WithoutTheTerminalTheSettingsAreRefused) {
    for (const char* line : {"/notify all", "/color 16", "/status on", "/tz Europe/Berlin", "/tz"}) {
        const Lines lines = chat.answer(bob, line);
        ASSERT_EQ(lines.size(), 1U) << line;
        EXPECT_TRUE(lines[0].starts_with("! /")) << lines[0];
        EXPECT_TRUE(lines[0].ends_with(" needs the terminal, /ui turns it on")) << lines[0];
    }
}

TEST_F(HubTerminal, UiAsksTheEdge) {
    EXPECT_EQ(chat.answer(bob, "/ui"), Lines{});
    EXPECT_EQ(chat.audience.heard[bob].asked_terminal, true);
    EXPECT_EQ(chat.answer(ann, "/ui on"), (Lines{"* the terminal is on already"}));
    EXPECT_EQ(chat.answer(ann, "/ui off"), (Lines{"* the terminal is off"}));
    EXPECT_EQ(chat.audience.heard[ann].asked_terminal, false);
}

// --- The prompt

TEST_F(HubTerminal, InSeveralRoomsTheTerminalKnowsWhichOneIsTalkedIn) {
    EXPECT_EQ(settings().room, "");
    chat.line(ann, "/join dev");
    EXPECT_EQ(settings().room, "dev");
    chat.line(ann, "/join ops");
    EXPECT_EQ(settings().room, "ops");
    chat.line(ann, "/join lobby");
    EXPECT_EQ(settings().room, "lobby");
    chat.line(ann, "/leave ops");
    EXPECT_EQ(settings().room, "lobby");
    chat.line(ann, "/leave");
    EXPECT_EQ(settings().room, "");
    EXPECT_FALSE(chat.audience.heard[bob].settings.has_value());
}

TEST_F(HubTerminal, InTheOnlyRoomThatIsLeftThePromptIsShortAgain) {
    chat.line(ann, "/join dev");
    chat.line(ann, "/leave lobby");

    EXPECT_EQ(settings().room, "");
}

// --- Answers to private messages

TEST_F(HubTerminal, KnowsWhoWroteLast) {
    const ClientId carl = chat.connect("carl");
    EXPECT_EQ(settings().reply_to, "");
    chat.line(bob, "/msg ann psst");
    EXPECT_EQ(settings().reply_to, "bob");
    chat.line(carl, "/msg ann psst");
    EXPECT_EQ(settings().reply_to, "carl");
    chat.line(ann, "/msg bob psst");
    EXPECT_EQ(settings().reply_to, "carl");

    chat.line(carl, "/nick charles");
    EXPECT_EQ(settings().reply_to, "charles");
    chat.line(bob, "/nick rob");
    EXPECT_EQ(settings().reply_to, "charles");
}

TEST_F(HubTerminal, WhoeverIsIgnoredIsNotAnswered) {
    chat.line(ann, "/ignore bob");

    chat.line(bob, "/msg ann psst");

    EXPECT_EQ(settings().reply_to, "");
}

class HubUnread : public HubTerminal {
  protected:
    void SetUp() override {
        HubTerminal::SetUp();
        for (const ClientId id : {ann, bob}) {
            for (const char* line : {"/join dev", "/join ops"}) chat.line(id, line);
        }
        chat.line(bob, "/join dev");
        for (const char* line : {"one", "two", "/me three"}) chat.line(bob, line);
        chat.forget_all();
    }
};

TEST_F(HubUnread, IsToldOnSwitching) {
    EXPECT_EQ(chat.answer(ann, "/join dev"), (Lines{"* now talking in #dev (3 unread)"}));
    EXPECT_EQ(chat.answer(ann, "/join dev"), (Lines{"* now talking in #dev"}));
    EXPECT_EQ(chat.answer(ann, "/join ops"), (Lines{"* now talking in #ops"}));
    EXPECT_EQ(chat.answer(ann, "/join dev"), (Lines{"* now talking in #dev"}));
}

TEST_F(HubUnread, IsToldOnLeavingForAnotherRoom) {
    EXPECT_EQ(chat.answer(ann, "/leave").back(), "* now talking in #dev (3 unread)");
}

TEST_F(HubUnread, IsNotToldToLineClients) {
    chat.hub.set_interactive(ann, false);

    EXPECT_EQ(chat.answer(ann, "/join dev"), (Lines{"* now talking in #dev"}));
}

TEST_F(HubUnread, IsInTheStatus) {
    EXPECT_EQ(chat.hub.status(ann), (Status{"ann", "ops", 2, 3}));
    EXPECT_EQ(chat.hub.status(bob), (Status{"bob", "dev", 2, 0}));
    EXPECT_EQ(chat.hub.status({99, 99}), std::nullopt);

    chat.line(ann, "/join dev");

    EXPECT_EQ(chat.hub.status(ann), (Status{"ann", "dev", 2, 0}));
}

TEST_F(HubUnread, WhatWasSaidBeforeOneCameIsNotUnread) {
    const ClientId eve = chat.connect("eve");
    chat.line(eve, "/join dev");
    chat.line(eve, "/join ops");

    EXPECT_EQ(chat.hub.status(eve)->unread, 0U);
}

}  // namespace
}  // namespace confab::unit
