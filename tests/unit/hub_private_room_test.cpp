// A private room, to who does not know of it, is as if it did not exist.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

// The same script in two servers, only one of which has ann's private room: a stranger must not be able to
// tell which of the two they are in.
class HubPrivateRoom : public testing::TestWithParam<std::vector<const char*>> {
  protected:
    Lines told(bool with_room) {
        KeptState state;
        Place place(state);
        const ClientId ann = place.registered("ann");
        const ClientId eve = place.registered("eve", "192.0.2.9");
        const ClientId friend_of_eve = place.guest("fay", "192.0.2.10");
        place.enter(ann, with_room ? "secret" : "den");
        place.say(ann, "/room private");
        place.say(ann, "/room key opensesame");
        place.say(ann, "/topic plans");
        place.say(ann, "what only we know");
        place.chat.forget_all();
        place.chat.hub.set_interactive(eve, true);
        place.chat.line(eve, "/format json");
        Lines lines;
        for (const char* line : GetParam()) {
            place.chat.line(eve, line);
            place.chat.hub.complete(eve, line, std::string_view(line).size());
            for (const std::string& candidate : place.chat.audience.heard[eve].candidates) {
                lines.push_back(candidate);
            }
        }
        place.chat.line(friend_of_eve, "/join secret");
        place.chat.pass(Milliseconds{60'000});
        for (const ClientId who : {eve, friend_of_eve}) {
            for (std::string& line : place.chat.take(who)) lines.push_back(std::move(line));
        }
        EXPECT_EQ(place.chat.room("secret") != nullptr, true);
        return lines;
    }
};

TEST_P(HubPrivateRoom, CannotBeToldFromNone) { EXPECT_EQ(told(true), told(false)); }

using Script = std::vector<const char*>;
INSTANTIATE_TEST_SUITE_P(
    Scripts, HubPrivateRoom,
    testing::Values(Script{"/rooms"}, Script{"/who secret"}, Script{"/leave secret"},
                    Script{"/join secret wrong"},
                    Script{"/join secret", "hello?", "/who", "/rooms", "/topic", "/history", "/room"},
                    Script{"/join SECRET", "/topic mine", "/room", "/room private", "/join secret", "/rooms"},
                    Script{"/join secret", "/room private", "/room public", "/room drop", "/leave"},
                    Script{"/join secret", "/room private", "/leave", "/join secret", "/rooms"},
                    Script{"/join s3cret"}, Script{"#sec"}, Script{"/join sec"}, Script{"/who sec"},
                    Script{"/kick #secret ann"}, Script{"/join secret@ann"}, Script{"/join secret@ann wrong"},
                    Script{"/accept"}, Script{"/accept secret"}, Script{"/accept secret@ann"},
                    Script{"/who secret@ann"}, Script{"/kick #secret@ann ann"}, Script{"/join sec@an"},
                    Script{"/search plans in:secret@ann"}, Script{"/ban #secret ann"},
                    Script{"/bans #secret"},
                    Script{"/join secret", "/invite fay", "/op fay", "/kick ann", "/ban ann 2h no"}));

class PrivateRoom : public testing::Test {
  protected:
    void SetUp() override {
        place.enter(ann, "secret");
        ASSERT_TRUE(place.say(ann, "/room private").starts_with("* #secret is private"));
    }
    bool together(ClientId a, ClientId b) {
        return place.chat.client(a).connection.current == place.chat.client(b).connection.current;
    }

    KeptState state;
    Place place{state};
    ClientId ann = place.registered("ann");
    ClientId bob = place.registered("bob", "192.0.2.5");
    ClientId gus = place.guest("gus", "192.0.2.6");
};

TEST_F(PrivateRoom, LetsInWhoIsInvitedRegisteredOrNot) {
    EXPECT_EQ(place.say(ann, "/invite bob"), "* bob is now invited to #secret");
    EXPECT_EQ(place.chat.take(bob),
              (Lines{"* ann invites you to #secret, /join secret@ann or /accept goes there"}));
    place.say(ann, "/invite gus");

    EXPECT_NE(place.say(bob, "/rooms").find("#secret@ann (1 here, private)"), std::string::npos);
    place.enter(bob, "secret@ann");
    place.say(gus, "/accept");

    EXPECT_TRUE(together(ann, bob));
    EXPECT_TRUE(together(ann, gus));
    EXPECT_TRUE(place.say(ann, "/invite bob").starts_with("! bob is in #secret already"));
}

TEST_F(PrivateRoom, IsShutAgainForWhoIsUninvited) {
    for (const char* name : {"bob", "gus"}) {
        place.say(ann, std::string("/invite ").append(name));
        EXPECT_EQ(place.say(ann, std::string("/uninvite ").append(name)),
                  std::string("* ").append(name).append(" is no longer invited to #secret"));
    }

    EXPECT_EQ(place.say(ann, "/uninvite bob"), "! bob is not invited to #secret");
    EXPECT_TRUE(state.rooms.begin()->second.rules.invited.empty());
    EXPECT_EQ(place.say(bob, "/rooms").find("#secret"), std::string::npos);
    for (const ClientId who : {bob, gus}) {
        place.enter(who, "secret");
        EXPECT_FALSE(together(ann, who));
    }
    EXPECT_EQ(state.audit.back().action, "uninvite");
}

TEST_F(PrivateRoom, KeepsWhoIsUninvitedUntilTheyLeave) {
    place.say(ann, "/invite bob");
    place.enter(bob, "secret@ann");

    EXPECT_EQ(place.say(ann, "/uninvite bob"),
              "* bob is no longer invited to #secret, but in it still: /kick puts them out");

    EXPECT_EQ(place.say(bob, "hi"), "#secret bob: hi");
    place.say(bob, "/leave secret");
    place.enter(bob, "secret");
    EXPECT_FALSE(together(ann, bob));
}

TEST_F(PrivateRoom, GivesStrangersARoomOfTheirOwn) {
    place.enter(bob, "secret");
    place.enter(gus, "secret");

    EXPECT_TRUE(together(bob, gus));
    EXPECT_FALSE(together(ann, bob));
    EXPECT_EQ(place.say(bob, "hi"), "#secret bob: hi");
    EXPECT_EQ(place.chat.take(ann), Lines{});
}

TEST_F(PrivateRoom, TakesWhoIsInvitedOutOfTheOtherOne) {
    place.enter(bob, "secret");
    place.say(ann, "/invite bob");

    place.enter(bob, "secret@ann");

    EXPECT_TRUE(together(ann, bob));
    EXPECT_EQ(place.chat.client(bob).rooms.size(), 2U) << "the lobby and this one";
}

TEST_F(PrivateRoom, OpensToTheRightWord) {
    place.say(ann, "/room key tuna");

    place.enter(bob, "secret tun4");
    EXPECT_FALSE(place.in(bob, "secret"));
    place.enter(bob, "secret tuna");

    EXPECT_TRUE(together(ann, bob));
}

TEST_F(PrivateRoom, StaysThatOfWhoWasInItAndAfterARestart) {
    place.say(ann, "/invite bob");
    place.enter(bob, "secret@ann");
    place.say(bob, "hi");

    Place next(state);
    const ClientId back = next.registered("bob");
    const ClientId eve = next.registered("eve");
    next.enter(back, "secret");
    next.enter(eve, "secret");

    EXPECT_TRUE(next.chat.client(back).connection.current->hidden());
    EXPECT_FALSE(next.chat.client(eve).connection.current->hidden());
}

TEST_F(PrivateRoom, KnowsThoseWhoWereInItWhenItBecameSo) {
    place.say(ann, "/room public");
    place.enter(bob, "secret");
    place.enter(gus, "secret");
    place.say(ann, "/room private");
    for (const ClientId who : {bob, gus}) place.say(who, "/leave secret");

    place.enter(bob, "secret");
    place.enter(gus, "secret");

    EXPECT_TRUE(together(ann, bob));
    EXPECT_TRUE(together(ann, gus));
}

TEST_F(PrivateRoom, TakesWhatWasSaidInItAlongNowhere) {
    place.say(ann, "what only we know");
    place.say(ann, "/room public");

    EXPECT_EQ(joined(place.chat.answer(bob, "/join secret")).find("what only"), std::string::npos);
    EXPECT_EQ(place.say(bob, "/history"), "* nothing was said in #secret yet");
}

TEST_F(PrivateRoom, StaysPrivateWhileThereIsAnotherThatAllSee) {
    place.enter(bob, "secret");

    EXPECT_TRUE(place.say(ann, "/room public").starts_with("! there is another #secret"));
    EXPECT_TRUE(place.say(ann, "/room drop").starts_with("! there is another #secret"));
    place.say(bob, "/leave");
    EXPECT_EQ(place.say(ann, "/room public"), "* #secret is public: everyone sees it");
    EXPECT_EQ(place.chat.hub.access().find(place.chat.client(bob), "secret"),
              place.chat.client(ann).connection.current);
}

TEST_F(PrivateRoom, IsNotEnteredByASeatThatIsNoLongerGood) {
    User& eve = place.chat.client(place.guest("eve"));
    const Room& room = *place.chat.client(ann).connection.current;
    const RoomName gone{"secret", RoomKey::of_private(77, "secret")};

    EXPECT_NE(words(place.chat.hub.access().can_enter(eve, room.name(), &room, {}, place.chat.now)), "");
    EXPECT_NE(words(place.chat.hub.access().can_enter(eve, gone, nullptr, {}, place.chat.now)), "");
    place.say(ann, "/invite eve");
    EXPECT_EQ(words(place.chat.hub.access().can_enter(eve, room.name(), &room, {}, place.chat.now)), "");
}

TEST_F(PrivateRoom, IsSeenByServerOperatorsWhoseComingIsSeen) {
    const ClientId root = place.server_operator("root1");

    EXPECT_NE(joined(place.chat.answer(root, "/rooms")).find("#secret (1 here, private)"), std::string::npos);
    place.chat.line(root, "/join secret");

    EXPECT_EQ(place.chat.take(ann).back(), "#secret * root1 joined #secret");
}

TEST_F(PrivateRoom, GoesWithTheLastInItWhenItsOwnerIsNoMore) {
    place.say(ann, "/invite bob");
    place.enter(bob, "secret@ann");
    place.chat.hub.ownership().owner_gone(place.chat.client(ann).account->id, place.chat.now);

    EXPECT_TRUE(place.chat.client(bob).connection.current->hidden());
    EXPECT_TRUE(state.rooms.empty());
    place.say(ann, "/leave");
    place.say(bob, "/leave");

    EXPECT_EQ(place.chat.hub.rooms().size(), 1U);
}

}  // namespace
}  // namespace confab::unit
