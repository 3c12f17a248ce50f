// /nick, /who, /rooms, /help, and how one sees things.
#include <gtest/gtest.h>

#include "dialect/text/command_list.hpp"
#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

class HubPeople : public testing::Test {
  protected:
    void SetUp() override { chat.forget_all(); }

    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
};

TEST_F(HubPeople, ANewNameIsToldToWhoeverHasSpoken) {
    chat.line(ann, "hi");
    chat.forget_all();

    EXPECT_EQ(chat.answer(ann, "/nick al"), (Lines{"* ann is now called al"}));
    EXPECT_EQ(chat.take(bob), (Lines{"* ann is now called al"}));
    EXPECT_EQ(chat.answer(ann, "hi"), (Lines{"al: hi"}));
}

TEST_F(HubPeople, CommandsAreKnownInAnyCase) {
    EXPECT_EQ(chat.answer(ann, "/NiCk al"), (Lines{"* ann is now called al"}));
}

TEST_F(HubPeople, OnesOwnNameMayChangeItsLook) {
    EXPECT_EQ(chat.answer(bob, "/nick b0b"), (Lines{"* bob is now called b0b"}));
    EXPECT_EQ(chat.answer(bob, "/nick Bob"), (Lines{"* b0b is now called Bob"}));
}

TEST_F(HubPeople, AFreedNameIsFree) {
    chat.line(ann, "/nick al");

    EXPECT_EQ(chat.answer(bob, "/nick ANN"), (Lines{"* bob is now called ANN"}));
}

TEST_F(HubPeople, TheNameOfSomeoneWhoLeftIsFree) {
    chat.disconnect(ann);

    EXPECT_EQ(chat.answer(bob, "/nick ann"), (Lines{"* bob is now called ann"}));
}

TEST_F(HubPeople, ANameIsKeptInNfc) {
    EXPECT_EQ(chat.answer(ann, "/nick Rene\u0301"), (Lines{"* ann is now called Ren\u00e9"}));
}

TEST_F(HubPeople, WhoListsEveryoneWithIdleTime) {
    chat.pass(Milliseconds{59'000});
    chat.line(ann, "hi");
    chat.pass(Milliseconds{65'000});
    chat.forget_all();

    EXPECT_EQ(chat.answer(ann, "/who"), (Lines{"* 2 in #lobby:", "* ann, idle 0s", "* bob, idle 2m"}));
}

TEST_F(HubPeople, WhoShowsWhoIsAway) {
    chat.line(bob, "/away lunch");

    EXPECT_EQ(chat.answer(ann, "/who lobby"),
              (Lines{"* 2 in #lobby:", "* ann, idle 0s", "* bob, idle 0s, away: lunch"}));
    chat.line(bob, "/away " + std::string(200, 'x'));
    EXPECT_TRUE(chat.answer(ann, "/who").back().ends_with("away: " + std::string(200, 'x')));
    chat.line(bob, "/away " + std::string(201, 'x'));
    EXPECT_TRUE(chat.answer(ann, "/who").back().ends_with("away: " + std::string(200, 'x') + " ..."));
    chat.line(bob, "/away");
    EXPECT_EQ(chat.answer(ann, "/who #LOBBY").back(), "* bob, idle 0s, away");
}

TEST_F(HubPeople, WhoAsksForAnotherRoomToo) {
    chat.line(bob, "/join dev");

    EXPECT_EQ(chat.answer(ann, "/who dev"), (Lines{"* 1 in #dev:", "* bob, idle 0s, operator"}));
}

TEST_F(HubPeople, WhoListsFiveHundredAtMost) {
    chat.connect_many(500);

    const Lines lines = chat.answer(ann, "/who");

    EXPECT_EQ(lines.size(), 502U);
    EXPECT_EQ(lines.front(), "* 502 in #lobby:");
    EXPECT_EQ(lines.back(), "* and 2 more");
}

TEST_F(HubPeople, RoomsListsThemWithHowManyAndTheTopic) {
    chat.line(ann, "/join dev");
    chat.line(ann, "/topic builds");
    chat.take(ann);

    EXPECT_EQ(chat.answer(bob, "/rooms"), (Lines{"* #lobby (2 here)", "* #dev (1 here): builds"}));
}

TEST_F(HubPeople, RoomsListsFiveHundredAtMost) {
    Chat large({.max_joined = 600, .max_rooms_per_source = 600, .motd = {}});
    const ClientId eve = large.connect("eve");
    for (int i = 1; i <= 500; ++i) large.line(eve, "/join room" + std::to_string(i));

    const Lines lines = large.answer(eve, "/rooms");

    EXPECT_EQ(lines.size(), 501U);
    EXPECT_EQ(lines.back(), "* and 1 more");
}

// One person's list must never fill one person's queue: 1 MiB by default.
TEST_F(HubPeople, RoomsWithLongTopicsDoNotFillAQueue) {
    Chat large({.max_joined = 600, .motd = {}});
    const ClientId eve = large.connect("eve");
    for (int i = 1; i <= 500; ++i) {
        large.line(eve, "/join room" + std::to_string(i));
        large.line(eve, "/topic " + std::string(4000, 'x'));
    }

    EXPECT_LT(joined(large.answer(eve, "/rooms")).size(), 1048576U);
}

TEST_F(HubPeople, WhoWithLongAwayTextsDoesNotFillAQueue) {
    for (const ClientId id : chat.connect_many(500)) chat.line(id, "/away " + std::string(4000, 'x'));

    EXPECT_LT(joined(chat.answer(ann, "/who")).size(), 1048576U);
}

TEST_F(HubPeople, HelpIsALineForEachCommand) {
    ChatSettings settings;
    settings.registration = Registration::invite;  // so that none is left out
    chat.hub.configure(settings);
    const Lines lines = chat.answer(ann, "/help all");

    for (const Command& each : commands()) {
        const std::string command(each.name);
        EXPECT_EQ(count_prefix(lines, "* /" + command + " "), 1U) << command;
        EXPECT_EQ(count_prefix(chat.answer(ann, "/help " + command), "* "),
                  chat.answer(ann, "/help /" + command).size());
    }
    EXPECT_EQ(lines.size(), commands().size());
}

TEST_F(HubPeople, HelpOfACommandSaysHowToCallIt) {
    EXPECT_EQ(chat.answer(ann, "/help NICK").front(), "* /nick NAME: take another name");
}

TEST_F(HubPeople, TimestampsBeginEveryLineButErrors) {
    const Lines on = chat.answer(ann, "/timestamps on");
    ASSERT_EQ(on.size(), 1U);
    EXPECT_TRUE(on[0].ends_with(" * timestamps are on")) << on[0];
    EXPECT_EQ(on[0].size(), std::string("14:02 * timestamps are on").size());

    EXPECT_TRUE(chat.answer(ann, "hi").front().ends_with(" ann: hi"));
    EXPECT_EQ(chat.answer(ann, "/nick").front(), "! usage: /nick NAME");
    EXPECT_EQ(chat.answer(ann, "/timestamps off"), (Lines{"* timestamps are off"}));
}

TEST_F(HubPeople, TheAnswerToFormatIsInTheNewFormat) {
    EXPECT_TRUE(chat.answer(ann, "/format json").front().starts_with("{\"type\":\"notice\""));
    EXPECT_TRUE(chat.answer(ann, "/nick").front().starts_with("{\"type\":\"error\""));
    EXPECT_EQ(chat.answer(ann, "/FORMAT TEXT"), (Lines{"* format is text"}));
}

TEST_F(HubPeople, ViewsAreOnesOwn) {
    chat.line(ann, "/format json");
    chat.forget_all();

    chat.line(bob, "hi");

    EXPECT_EQ(chat.take(bob), (Lines{"bob: hi"}));
    EXPECT_TRUE(chat.take(ann).front().starts_with("{\"type\":\"message\""));
}

TEST_F(HubPeople, SettingAViewTwiceIsFine) {
    chat.line(ann, "/timestamps off");
    EXPECT_EQ(chat.answer(ann, "/format text"), (Lines{"* format is text"}));
}

TEST_F(HubPeople, ProgramsGetACodeForARoomThatIsNotThere) {
    chat.line(ann, "/format json");
    chat.take(ann);

    for (const char* line : {"/who nosuch", "/mute #nosuch bob"}) {
        const std::string answer = joined(chat.answer(ann, line));
        EXPECT_NE(answer.find(R"("code":"room_unknown")"), std::string::npos) << answer;
    }
}

}  // namespace
}  // namespace confab::unit
