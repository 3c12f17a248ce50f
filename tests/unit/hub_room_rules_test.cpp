// Rooms that are somebody's own: what is set there, by whom, and what lasts of it.
#include <gtest/gtest.h>

#include "unit/support/room_rules.hpp"

namespace confab::unit {
namespace {

TEST_F(HubRoomRules, WhoIsRegisteredOwnsWhatTheyMakeAndAGuestDoesNot) {
    EXPECT_EQ(place.say(ann, "/room"),
              "* #dev is owned by ann, public, key off, history on, slow off, moderated off");
    EXPECT_EQ(place.chat.answer(ann, "/join ops"),
              (Lines{"* #ops is yours, /room shows its rules", "#ops * ann joined #ops"}));
    place.enter(gus, "den");
    EXPECT_EQ(joined(place.chat.answer(gus, "/room")),
              "* #den is without an owner, public, key off, history on, slow off, moderated off\n* "
              "operators: gus\n");
    EXPECT_EQ(place.say(gus, "/room history off"),
              "! #den has no owner who could do that, /room own makes it yours");
}

TEST_F(HubRoomRules, TheyLastWithTheTopicWhenNobodyIsThereAndAfterARestart) {
    place.say(ann, "/topic builds");
    place.say(ann, "/room slow 1h");
    place.say(ann, "/op bob");
    for (const ClientId who : {ann, bob, gus}) place.chat.disconnect(who);
    EXPECT_NE(place.chat.room("dev"), nullptr);

    Place next(state);
    const ClientId back = next.registered("bob");

    EXPECT_EQ(next.say(back, "/rooms"), "* #dev (0 here): builds");
    next.enter(back, "dev");
    EXPECT_EQ(
        joined(next.chat.answer(back, "/room")),
        "* #dev is owned by ann, public, key off, history on, slow 1h, moderated off\n* operators: bob\n");
}

TEST_F(HubRoomRules, ARoomInWhichNothingWasSaidOrSetIsNotKept) {
    place.enter(ann, "tyop");
    EXPECT_EQ(state.rooms.size(), 2U);
    place.say(ann, "/leave");

    EXPECT_EQ(place.chat.room("tyop"), nullptr);
    EXPECT_EQ(state.rooms.size(), 1U);
}

TEST_F(HubRoomRules, ARoomThatSomebodyIsBannedFromIsKept) {
    place.enter(ann, "tidy");
    place.enter(bob, "tidy");
    place.say(ann, "/ban bob 1d");
    place.say(ann, "/leave");

    EXPECT_TRUE(place.say(bob, "/join tidy").starts_with("! you are banned from #tidy until "));
    Place next(state);
    const ClientId back = next.registered("bob");
    EXPECT_TRUE(next.say(back, "/join tidy").starts_with("! you are banned from #tidy until "));
}

TEST_F(HubRoomRules, AKeyIsAskedOfWhoIsNotInvited) {
    EXPECT_EQ(place.say(ann, "/room key tuna"), "* #dev asks for a key now: /join #dev tuna");
    for (const ClientId who : {bob, gus}) place.say(who, "/leave dev");

    EXPECT_EQ(place.say(bob, "/join dev"), "! #dev asks for a key, say /join #dev KEY");
    EXPECT_EQ(place.say(bob, "/join dev tun"),
              "! #dev asks for a key, and that is not it; say /join #dev KEY");
    EXPECT_EQ(place.say(bob, "/join dev tuna"), "#dev * bob joined #dev");
    EXPECT_NE(place.say(bob, "/room").find("key on"), std::string::npos) << "but not which";
    place.say(bob, "/leave dev");
    EXPECT_EQ(place.say(bob, "/join dev"), "#dev * bob joined #dev") << "who knew it once comes back";
    place.say(ann, "/invite gus");
    EXPECT_EQ(place.say(gus, "/join dev"), "#dev * gus joined #dev");
    EXPECT_EQ(place.say(ann, "/room key off"), "* #dev asks for no key any more");
    EXPECT_TRUE(place.say(place.guest("eve"), "/join dev tuna").starts_with("! no room can be called that"));
}

TEST_F(HubRoomRules, AKeyIsOneWordOf64BytesAtMost) {
    EXPECT_TRUE(place.say(ann, "/room key " + std::string(65, 'k')).starts_with("! a key has 64 bytes"));
    EXPECT_EQ(place.say(ann, "/room key a b"), "! a key is one word");
    EXPECT_TRUE(place.say(ann, "/room key " + std::string(64, 'k')).starts_with("* #dev asks for a key now"));
}

TEST_F(HubRoomRules, InAModeratedRoomOnlyOperatorsAndVoicesSpeak) {
    place.say(ann, "/room moderated on");

    EXPECT_TRUE(place.say(gus, "hi").starts_with("! #dev is moderated, nothing was sent"));
    EXPECT_TRUE(place.say(gus, "/me waves").starts_with("! #dev is moderated"));
    EXPECT_EQ(place.say(ann, "/voice gus"), "* gus is now a voice in #dev");
    EXPECT_EQ(place.chat.take(gus), (Lines{"* you are now a voice in #dev, says ann"}));
    EXPECT_EQ(place.say(gus, "hi"), "#dev gus: hi");
    place.say(ann, "/devoice gus");
    EXPECT_TRUE(place.say(gus, "hi").starts_with("! #dev is moderated"));
    place.say(ann, "/op bob");
    EXPECT_EQ(place.say(bob, "hi"), "#dev bob: hi");
    EXPECT_EQ(place.say(ann, "hi"), "#dev ann: hi");
}

TEST_F(HubRoomRules, WhatAGuestIsThereEndsWhenTheyLeaveAndAnAccountKeepsIt) {
    place.say(ann, "/op gus");
    place.say(ann, "/op bob");
    EXPECT_EQ(place.say(gus, "/room slow 5s").substr(0, 10), "* slow is ");
    for (const ClientId who : {bob, gus}) {
        place.say(who, "/leave dev");
        place.enter(who, "dev");
    }

    EXPECT_TRUE(place.say(gus, "/room slow off").starts_with("! only operators of #dev"));
    EXPECT_EQ(place.say(bob, "/room slow off"), "* slow is off");
}

TEST_F(HubRoomRules, InASlowRoomOneWaitsBetweenTwoMessages) {
    place.say(ann, "/room slow 10s");

    EXPECT_EQ(place.say(gus, "one"), "#dev gus: one");
    EXPECT_EQ(place.say(gus, "two"), "! #dev is slow, nothing was sent: wait 10s (one message in 10s)");
    EXPECT_EQ(place.say(ann, "one"), "#dev ann: one");
    EXPECT_EQ(place.say(ann, "two"), "#dev ann: two");
    place.chat.pass(Milliseconds{9'500});
    EXPECT_EQ(place.say(gus, "two"), "! #dev is slow, nothing was sent: wait 1s (one message in 10s)");
    place.chat.pass(Milliseconds{600});
    EXPECT_EQ(place.say(gus, "two"), "#dev gus: two");
}

TEST_F(HubRoomRules, LeavingASlowRoomOrTheServerIsNoWayRoundTheWait) {
    place.say(ann, "/room slow 10m");
    for (const ClientId who : {bob, gus}) place.say(who, "one");
    place.say(bob, "/leave dev");
    place.enter(bob, "dev");
    place.chat.disconnect(gus);
    const ClientId again = place.guest("gus", "192.0.2.6");
    place.enter(again, "dev");

    EXPECT_TRUE(place.say(bob, "two").starts_with("! #dev is slow"));
    EXPECT_TRUE(place.say(again, "two").starts_with("! #dev is slow"));
}

TEST_F(HubRoomRules, SlowIsAnHourAtMost) {
    EXPECT_TRUE(place.say(ann, "/room slow 61m").starts_with("! slow is 1h at most"));
    EXPECT_TRUE(place.say(ann, "/room slow 3000w").starts_with("! slow is 1h at most"));
    EXPECT_TRUE(place.say(ann, "/room slow 60m").starts_with("* slow is 1h"));
    EXPECT_TRUE(place.say(ann, "/room slow soon").starts_with("! usage: /room"));
}

TEST_F(HubRoomRules, WithoutHistoryNothingIsKept) {
    place.say(bob, "before");
    EXPECT_TRUE(place.say(ann, "/room history off").starts_with("* history is off"));
    place.say(bob, "after");

    EXPECT_EQ(place.say(ann, "/history"), "* nothing was said in #dev yet");
}

TEST_F(HubRoomRules, TheTopicOfARoomOfOnesOwnIsItsOperatorsMatter) {
    EXPECT_TRUE(place.say(bob, "/topic x").starts_with("! only operators set the topic of #dev"));
    place.say(ann, "/voice bob");
    EXPECT_TRUE(place.say(bob, "/topic x").starts_with("! only operators set the topic of #dev"));
    place.say(ann, "/op bob");
    EXPECT_EQ(place.say(bob, "/topic x"), "#dev * bob set the topic of #dev: x");
    EXPECT_EQ(state.rooms.begin()->second.topic, "x");
}

TEST_F(HubRoomRules, ARoomThatIsGivenUpIsAnOrdinaryOne) {
    place.say(ann, "/room moderated on");
    EXPECT_EQ(place.say(ann, "/room drop"), "* #dev is an ordinary room now, without an owner");

    EXPECT_TRUE(state.rooms.empty());
    EXPECT_EQ(place.say(gus, "hi"), "#dev gus: hi");
    for (const ClientId who : {ann, bob, gus}) place.say(who, "/leave dev");
    EXPECT_EQ(place.chat.room("dev"), nullptr);
}

TEST_F(HubRoomRules, AnOwnerWhoIsNoMoreLeavesOrdinaryRooms) {
    place.enter(bob, "ops");
    place.say(bob, "/op ann");
    const AccountId gone = place.chat.client(ann).account->id;

    place.chat.hub.ownership().owner_gone(gone, place.chat.now);

    EXPECT_EQ(state.rooms.size(), 1U);
    EXPECT_TRUE(state.rooms.begin()->second.rules.operators.empty());
    EXPECT_EQ(place.chat.room("dev")->rules, nullptr);
}

TEST_F(HubRoomRules, ServerOperatorsSetThemEverywhere) {
    const ClientId root = place.server_operator("root1");
    EXPECT_TRUE(place.say(root, "/room slow 5s").starts_with("* slow is 5s"));
    EXPECT_EQ(state.rooms.at(RoomKey::of_public("lobby")).rules.slow, 5U);
    EXPECT_TRUE(place.say(root, "/room private").starts_with("! #lobby has no owner, so it is open to all"));
    EXPECT_TRUE(place.say(root, "/room key x").starts_with("! #lobby has no owner, so it is open to all"));
    place.enter(root, "dev");

    EXPECT_TRUE(place.say(root, "/room private").starts_with("* #dev is private"));
}

}  // namespace
}  // namespace confab::unit
