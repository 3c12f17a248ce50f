// The people above the others in a room: its maker, and the person that makes it theirs.
#include <gtest/gtest.h>

#include "unit/support/fake_log.hpp"
#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubRoomOwner : public testing::Test {
  protected:
    HubRoomOwner() {
        place.enter(gus, "den");
        place.enter(fay, "den");
        place.enter(ann, "den");
        place.chat.forget_all();
    }

    KeptState state;
    FakeLog log;
    Place place{state, {}, &log};
    ClientId gus = place.guest("gus", "192.0.2.6");
    ClientId fay = place.guest("fay", "192.0.2.7");
    ClientId ann = place.registered("ann");
};

TEST_F(HubRoomOwner, AGuestWhoMakesARoomIsItsOperatorAndWhoSaysSo) {
    const std::string who = joined(place.chat.answer(fay, "/who"));
    EXPECT_NE(who.find("gus, idle 0s, operator\n"), std::string::npos) << who;
    EXPECT_NE(who.find("fay, idle 0s\n"), std::string::npos) << who;

    EXPECT_EQ(place.say(gus, "/room slow 10s").substr(0, 14), "* slow is 10s:");
    EXPECT_EQ(place.say(gus, "/op fay"), "* fay is now an operator of #den");
    EXPECT_TRUE(place.say(gus, "/kick ann noise").starts_with("* ")) << "a guest moderates there";
    EXPECT_FALSE(place.in(ann, "den"));
}

TEST_F(HubRoomOwner, AnOrdinaryMemberSetsNothingInARoomWithoutAnOwner) {
    for (const char* line :
         {"/room slow 10s", "/room moderated", "/op fay", "/voice fay", "/kick gus", "/ban gus"}) {
        EXPECT_TRUE(place.say(fay, line).starts_with("! only operators of #den may do that")) << line;
    }
    EXPECT_TRUE(place.say(fay, "/room history off").starts_with("! #den has no owner"));
}

TEST_F(HubRoomOwner, WhatTheMakerIsEndsWhenTheyLeave) {
    place.say(gus, "/leave den");
    place.enter(gus, "den");

    EXPECT_TRUE(place.say(gus, "/room slow 10s").starts_with("! only operators of #den"));
}

TEST_F(HubRoomOwner, ARegisteredOperatorMakesItTheirs) {
    EXPECT_TRUE(place.say(ann, "/room own").starts_with("! #den has an operator"));
    place.say(gus, "/op ann");
    place.chat.forget_all();

    EXPECT_EQ(place.say(ann, "/room own"), "* #den is yours, /room shows its rules");

    EXPECT_EQ(place.chat.take(fay), (Lines{"#den * ann owns #den from now on"}));
    EXPECT_EQ(state.rooms.at(RoomKey::of_public("den")).rules.owner, place.chat.client(ann).account->id);
    EXPECT_EQ(place.say(ann, "/room own"), "! #den is yours already");
    EXPECT_EQ(place.say(gus, "/room own"), "! #den is owned by ann");
}

TEST_F(HubRoomOwner, AGuestOwnsNothing) {
    EXPECT_TRUE(place.say(gus, "/room own").starts_with("! only registered people own rooms"));
}

TEST_F(HubRoomOwner, AnyRegisteredMemberMayWhereNoOperatorIsOrMayComeBack) {
    place.say(gus, "/leave den");

    EXPECT_EQ(place.say(ann, "/room own"), "* #den is yours, /room shows its rules");
}

TEST_F(HubRoomOwner, TheLobbyIsNobodysEvenForServerOperators) {
    const ClientId sue = place.server_operator("sue");

    EXPECT_EQ(place.say(sue, "/room own"), "! #lobby belongs to everybody, nobody can own it");
    place.enter(sue, "den");
    EXPECT_EQ(place.say(sue, "/room own"), "* #den is yours, /room shows its rules");
}

TEST_F(HubRoomOwner, NobodyOwnsMoreRoomsThanTheyMay) {
    KeptState other;
    Place small(other, {.max_owned_rooms = 1, .motd = {}});
    const ClientId bob = small.registered("bob");
    small.enter(bob, "one");
    small.enter(bob, "two");

    EXPECT_EQ(small.say(bob, "/room own"), "! you own 1 room already (/room drop gives one up)");
}

TEST_F(HubRoomOwner, WhatIsSetInARoomWithoutAnOwnerGoesWithTheLastWhoIsInIt) {
    place.say(gus, "/room moderated");
    place.say(gus, "/topic mine");
    place.say(gus, "/voice fay");
    place.say(gus, "/ban ann");
    for (const ClientId who : {gus, fay}) place.say(who, "/leave den");

    EXPECT_TRUE(state.rooms.empty());
    EXPECT_TRUE(state.sanctions.empty());
    place.enter(fay, "den");
    EXPECT_EQ(joined(place.chat.answer(fay, "/room")),
              "* #den is without an owner, public, key off, history on, slow off, moderated off\n"
              "* operators: fay\n");
}

TEST_F(HubRoomOwner, WhoComesFirstIntoARoomWithAPastDoesNotOwnIt) {
    place.say(gus, "what was said before");
    for (const ClientId who : {gus, fay, ann}) place.say(who, "/leave den");

    EXPECT_EQ(
        count_prefix(place.chat.answer(ann, "/join den"), "* #den has no owner, /room own makes it yours"),
        1U);

    EXPECT_TRUE(state.rooms.empty());
    EXPECT_EQ(place.say(ann, "/room own"), "* #den is yours, /room shows its rules");
}

TEST_F(HubRoomOwner, WhoComesBackFirstToTheirRoomIsItsOperatorOnce) {
    place.say(gus, "what was said before");
    for (const ClientId who : {gus, fay, ann}) place.say(who, "/leave den");
    place.say(ann, "/join den");
    place.chat.disconnect(ann);
    const ClientId back = place.registered("ann");

    place.say(back, "/join den");

    const Room* den = place.chat.room("den");
    ASSERT_TRUE(den != nullptr && den->guests);
    EXPECT_EQ(den->guests->operators, std::vector<UserId>{place.chat.client(back).id});
}

class HubRoomOwnerReturns : public testing::Test {
  protected:
    HubRoomOwnerReturns() : chat({.history = 0, .motd = {}}, outside()) {}
    Ports outside() {
        Ports outside;
        outside.log = &log;
        outside.random = [this] { return chance += 1'000'003; };
        return outside;
    }
    void make_den() {
        chat.line(maker, "/join den");
        chat.line(other, "/join den");
        code = resume_code_of(chat.client(maker));
        chat.pass(Milliseconds{5'000});
        chat.forget_all();
    }

    FakeLog log;
    std::uint64_t chance = 0;
    Chat chat;
    ClientId maker = chat.connect("gus");
    ClientId other = chat.connect("fay");
    std::string code;
};

TEST_F(HubRoomOwnerReturns, AsOperatorWithTheCode) {
    make_den();
    chat.disconnect(maker);
    const ClientId back = chat.connect();
    chat.line(back, "/resume " + code);
    chat.measure();
    chat.take(back);

    EXPECT_EQ(chat.answer(back, "/room slow 10s").back().substr(0, 12), "* slow is 10");
}

TEST_F(HubRoomOwnerReturns, AndUntilThenNobodyTakesTheRoom) {
    make_den();
    Account& account = chat.hub.accounts().add(chat.client(other).name, "hash", chat.now.wall);
    chat.client(other).account = &account;
    chat.disconnect(maker);

    EXPECT_TRUE(
        chat.answer(other, "/room own").back().starts_with("#den ! ") ||
        chat.answer(other, "/room own").back().starts_with("! #den has an operator, or one that may"));
    chat.pass(std::chrono::hours(25));
    EXPECT_NE(chat.answer(other, "/room own").back().find("#den is yours"), std::string::npos);
}

TEST_F(HubRoomOwnerReturns, AStrangersCodeMakesNoOperator) {
    make_den();
    const std::string others = resume_code_of(chat.client(other));
    for (const ClientId id : {maker, other}) chat.disconnect(id);
    const ClientId eve = chat.connect("eve");
    chat.line(eve, "/join den");
    const ClientId back = chat.connect();
    chat.line(back, "/resume " + others);
    chat.measure();
    chat.take(back);

    EXPECT_NE(chat.answer(back, "/room slow 10s").back().find("only operators of #den"), std::string::npos);
}

}  // namespace
}  // namespace confab::unit
