// What the people in a room are told of a change of its rules.
#include <gtest/gtest.h>

#include "unit/support/room_rules.hpp"

namespace confab::unit {
namespace {

TEST_F(HubRoomRules, TheRoomIsToldOfEachChangeOnceAndTheOneWhoMadeItIsAnswered) {
    const std::pair<const char*, const char*> changes[] = {
        {"/room private", "#dev * ann made #dev private: nobody else can find it"},
        {"/room public", "#dev * ann made #dev public: everyone sees it"},
        {"/room key tuna", "#dev * ann set a key for #dev: joining takes it from now on"},
        {"/room key cod", "#dev * ann changed the key of #dev: joining takes it from now on"},
        {"/room key off", "#dev * ann removed the key of #dev"},
        {"/room history off",
         "#dev * ann turned off history in #dev: nothing is kept of what is said, or was said"},
        {"/room history on", "#dev * ann turned on history in #dev: what is said from now on is kept"},
        {"/room slow 10s", "#dev * ann made #dev slow: one message in 10s each"},
        {"/room slow off", "#dev * ann ended slow mode in #dev"},
        {"/room moderated", "#dev * ann made #dev moderated: only operators and voices speak"},
        {"/room moderated off", "#dev * ann made #dev open to speak in: it is no longer moderated"},
        {"/room drop", "#dev * ann gave up #dev, which has no owner now"},
    };
    place.say(bob, "/quiet all");
    place.say(bob, "/ignore ann");
    place.chat.forget_all();
    for (const auto& [line, told] : changes) {
        EXPECT_EQ(place.chat.answer(ann, line).size(), 1U) << line;
        EXPECT_EQ(place.chat.take(bob), Lines{told});
        EXPECT_EQ(place.chat.take(gus), Lines{told});
    }
}

TEST_F(HubRoomRules, WhatIsSetAlreadyIsToldToNobodyElse) {
    for (const char* line :
         {"/room public", "/room key off", "/room history on", "/room slow off", "/room moderated off",
          "/room private", "/room key tuna", "/room slow 10s", "/room moderated"}) {
        place.say(ann, line);
        place.chat.forget_all();
        place.say(ann, line);
        EXPECT_EQ(place.chat.take(bob), Lines{}) << line;
    }
}

TEST_F(HubRoomRules, ARefusedChangeIsToldToNobodyElse) {
    place.say(gus, "/room slow 10s");
    place.say(ann, "/room slow 2h");

    EXPECT_EQ(place.chat.take(bob), Lines{});
}

TEST_F(HubRoomRules, ScriptsAreToldOfAChangeWithTheRoom) {
    place.say(bob, "/format json");
    place.chat.forget_all();

    place.say(ann, "/room slow 10s");

    const std::string json = place.chat.take(bob).back();
    EXPECT_NE(json.find(R"("type":"notice")"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("room":"#dev")"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("text":"ann made #dev slow: one message in 10s each")"), std::string::npos)
        << json;
}

TEST_F(HubRoomRules, TheRoomIsToldThatItsOwnerIsNoMore) {
    place.chat.hub.ownership().owner_gone(place.chat.client(ann).account->id, place.chat.now);

    EXPECT_EQ(place.chat.take(gus), (Lines{"#dev * ann is not registered any more, so #dev has no owner"}));
}

TEST_F(HubRoomRules, ADashClearsTheTopicAndTheRoomIsTold) {
    for (const char* clear : {"/topic -", "/topic \"\"", "/topic ''"}) {
        place.say(ann, "/topic builds");
        place.chat.forget_all();

        EXPECT_EQ(place.say(ann, clear), "#dev * ann cleared the topic of #dev");
        EXPECT_EQ(place.chat.take(bob), (Lines{"#dev * ann cleared the topic of #dev"}));
        EXPECT_EQ(place.say(bob, "/topic"), "#dev * #dev has no topic");
        EXPECT_EQ(state.rooms.at(RoomKey::of_public("dev")).topic, "");
    }
    EXPECT_EQ(place.say(ann, "/topic -"), "#dev * #dev has no topic");
    EXPECT_EQ(place.chat.take(bob), Lines{}) << "nothing has changed";
}

TEST_F(HubRoomRules, AClearedTopicHasNoTextForScripts) {
    place.say(ann, "/topic builds");
    place.say(bob, "/format json");
    place.chat.forget_all();

    place.say(ann, "/topic -");

    const std::string json = place.chat.take(bob).back();
    EXPECT_NE(json.find(R"("type":"topic")"), std::string::npos) << json;
    EXPECT_EQ(json.find(R"("text")"), std::string::npos) << json;
}

TEST_F(HubRoomRules, WhoMayNotSetATopicMayNotClearOne) {
    place.say(ann, "/topic builds");

    EXPECT_TRUE(place.say(bob, "/topic -").starts_with("! only operators set the topic of #dev"));
    EXPECT_EQ(place.say(bob, "/topic"), "#dev * topic of #dev: builds");
}

}  // namespace
}  // namespace confab::unit
