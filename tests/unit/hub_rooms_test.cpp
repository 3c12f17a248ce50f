// Rooms: joining, leaving, several at once, topics.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

class HubRooms : public testing::Test {
  protected:
    void SetUp() override { chat.forget_all(); }

    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
};

TEST_F(HubRooms, JoiningMakesTheRoomAndTheOneToTalkIn) {
    EXPECT_EQ(chat.answer(ann, "/join dev"), (Lines{"#dev * ann joined #dev"}));
    EXPECT_EQ(chat.answer(ann, "hi"), (Lines{"#dev ann: hi"}));
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubRooms, RoomNamesFollowTheRulesOfNames) {
    chat.line(ann, "/join #Dev");
    chat.line(bob, "/join dEV");

    ASSERT_NE(chat.room("dev"), nullptr);
    EXPECT_EQ(chat.room("dev")->members().size(), 2U);
    EXPECT_EQ(chat.take(bob), (Lines{"#Dev * bob joined #Dev"}));
}

TEST_F(HubRooms, WhoIsInSeveralRoomsSeesWhichOneALineIsOf) {
    chat.line(ann, "/join dev");
    chat.take(ann);

    chat.line(bob, "in the lobby");
    EXPECT_EQ(chat.take(ann), (Lines{"#lobby bob: in the lobby"}));
    EXPECT_EQ(chat.take(bob), (Lines{"bob: in the lobby"}));

    chat.line(ann, "/leave lobby");
    chat.take(ann);
    EXPECT_EQ(chat.answer(ann, "alone"), (Lines{"ann: alone"}));
}

TEST_F(HubRooms, JoiningARoomOneIsInMakesItCurrent) {
    chat.line(ann, "/join dev");

    EXPECT_EQ(chat.answer(ann, "/join lobby"), (Lines{"* now talking in #lobby"}));
    EXPECT_EQ(chat.answer(ann, "hi"), (Lines{"#lobby ann: hi"}));
}

TEST_F(HubRooms, LeavingTheCurrentRoomGoesToTheOneJoinedLast) {
    chat.line(ann, "/join a");
    chat.line(ann, "/join b");

    EXPECT_EQ(chat.answer(ann, "/leave").back(), "* now talking in #a");
    EXPECT_EQ(chat.answer(ann, "/leave lobby").back(), "* now talking in #a");
}

TEST_F(HubRooms, LeavingTheLastRoomGoesBackToTheLobby) {
    chat.line(ann, "/join dev");
    chat.line(ann, "/leave lobby");
    chat.take(bob);

    const Lines lines = chat.answer(ann, "/leave");

    EXPECT_EQ(lines, (Lines{"* ann left #dev", "* ann joined #lobby", "* now talking in #lobby"}));
    EXPECT_EQ(chat.take(bob), (Lines{"* ann joined #lobby"}));
    EXPECT_EQ(chat.room("dev"), nullptr);
}

TEST_F(HubRooms, ARoomThatNobodyIsInIsGoneWithTopicAndHistory) {
    chat.line(ann, "/join dev");
    chat.line(ann, "/topic secret");
    chat.line(ann, "words");
    chat.line(ann, "/leave");

    EXPECT_EQ(chat.answer(bob, "/join dev"), (Lines{"#dev * bob joined #dev"}));
}

TEST_F(HubRooms, TheLobbyKeepsTopicAndHistoryWhenEmpty) {
    chat.line(ann, "/topic tea");
    chat.line(ann, "words");
    chat.disconnect(ann);
    chat.disconnect(bob);

    const std::string all = joined(chat.take(chat.connect_unread()));

    EXPECT_NE(all.find("* topic of #lobby: tea\n"), std::string::npos);
    EXPECT_NE(all.find("ann: words\n"), std::string::npos);
}

TEST_F(HubRooms, JoiningShowsTheTopicAndWhatWasSaid) {
    chat.line(ann, "/join dev");
    chat.line(ann, "/topic builds");
    chat.line(ann, "red");

    const Lines lines = chat.answer(bob, "/join dev");

    ASSERT_EQ(lines.size(), 5U) << joined(lines);
    EXPECT_EQ(lines[0], "#dev * bob joined #dev");
    EXPECT_EQ(lines[1], "#dev * topic of #dev: builds");
    EXPECT_EQ(lines[2], "* last 1 line of #dev:");
    EXPECT_TRUE(lines[3].ends_with(" #dev ann: red")) << lines[3];
    EXPECT_EQ(lines[4], "* now live");
}

TEST_F(HubRooms, AJoinAndALeaveByCommandAreAnnouncedAtOnce) {
    chat.line(bob, "/join dev");
    chat.forget_all();

    chat.line(ann, "/join dev");
    EXPECT_EQ(chat.take(bob), (Lines{"#dev * ann joined #dev"}));
    chat.line(ann, "/leave");
    EXPECT_EQ(chat.take(bob), (Lines{"#dev * ann left #dev"}));
    chat.line(ann, "/join dev");
    chat.disconnect(ann, "gone home");
    EXPECT_EQ(chat.take(bob), (Lines{"#dev * ann joined #dev", "#dev * ann left #dev (gone home)"}));
}

TEST_F(HubRooms, NobodyIsInMoreRoomsThanAllowed) {
    Chat small({.max_joined = 3, .motd = {}});
    const ClientId eve = small.connect("eve");
    small.line(eve, "/join a");
    small.line(eve, "/join b");

    const Lines lines = small.answer(eve, "/join c");

    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].starts_with("! you are in 3 rooms, /leave one")) << lines[0];
    EXPECT_EQ(small.room("c"), nullptr);
    EXPECT_EQ(small.answer(eve, "/join a"), (Lines{"* now talking in #a"}));
    small.line(eve, "/leave b");
    EXPECT_EQ(small.answer(eve, "/join c"), (Lines{"#c * eve joined #c"}));
}

TEST_F(HubRooms, TheTopicIsShownAndSet) {
    EXPECT_EQ(chat.answer(ann, "/topic"), (Lines{"* #lobby has no topic"}));
    EXPECT_EQ(chat.answer(ann, "/topic tea time"), (Lines{"* ann set the topic of #lobby: tea time"}));
    EXPECT_EQ(chat.take(bob), (Lines{"* ann set the topic of #lobby: tea time"}));
    EXPECT_EQ(chat.answer(bob, "/topic"), (Lines{"* topic of #lobby: tea time"}));
}

TEST_F(HubRooms, HistoryShowsTheLastLinesAgain) {
    for (const char* text : {"one", "two", "three"}) chat.line(bob, text);

    const Lines lines = chat.answer(ann, "/history 2");

    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0], "* last 2 lines of #lobby:");
    EXPECT_TRUE(lines[1].ends_with(" bob: two"));
    EXPECT_TRUE(lines[2].ends_with(" bob: three"));
    EXPECT_EQ(lines[3], "* now live");
}

TEST_F(HubRooms, HistoryShowsMoreThanIsReplayedOnJoining) {
    for (int i = 0; i < 100; ++i) chat.line(bob, "line " + std::to_string(i));

    EXPECT_EQ(chat.answer(ann, "/history").size(), 22U);
    EXPECT_EQ(chat.answer(ann, "/history 70").size(), 72U);
    EXPECT_EQ(chat.answer(ann, "/history 5000").size(), 102U);
}

TEST_F(HubRooms, AHistoryOfMoreThanANumberCanHoldIsAllOfIt) {
    for (int i = 0; i < 100; ++i) chat.line(bob, "line " + std::to_string(i));

    const Lines lines = chat.answer(ann, "/history 99999999999999999999999");

    EXPECT_EQ(lines.size(), 102U);
}

TEST_F(HubRooms, EmptyHistorySaysSo) {
    EXPECT_EQ(chat.answer(ann, "/history"), (Lines{"* nothing was said in #lobby yet"}));
}

}  // namespace
}  // namespace confab::unit
