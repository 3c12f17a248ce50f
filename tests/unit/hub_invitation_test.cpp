// Nobody is led into a private room by its name alone.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubInvitation : public testing::Test {
  protected:
    HubInvitation() {
        place.enter(mallory, "dev");
        place.say(mallory, "/room private");
        place.chat.forget_all();
    }
    void open_a_public_one() {
        place.enter(eve, "dev");
        place.chat.forget_all();
    }
    bool with(ClientId a, ClientId b) {
        return place.chat.client(a).connection.current == place.chat.client(b).connection.current;
    }

    KeptState state;
    Place place{state};
    ClientId mallory = place.registered("mallory");
    ClientId ann = place.registered("ann", "192.0.2.8");
    ClientId eve = place.guest("eve", "192.0.2.9");
    ClientId gus = place.guest("gus", "192.0.2.10");
};

TEST_F(HubInvitation, DoesNotChangeWhatAPlainNameMeans) {
    open_a_public_one();
    for (const char* mark : {"/invite ann", "/invite gus", "/op ann", "/voice ann"}) place.say(mallory, mark);

    for (const ClientId who : {ann, gus}) {
        place.enter(who, "dev");
        EXPECT_TRUE(with(who, eve));
        EXPECT_FALSE(with(who, mallory));
    }
}

TEST_F(HubInvitation, NorDoesAPlainNameLeadThereWhereThereIsNoOther) {
    place.say(mallory, "/invite ann");
    place.say(mallory, "/op gus");
    place.say(mallory, "/op ann");

    place.enter(ann, "dev");

    EXPECT_FALSE(with(ann, mallory));
}

TEST_F(HubInvitation, IsAcceptedByNamingTheRoomWithItsOwner) {
    open_a_public_one();
    place.say(mallory, "/invite ann");
    place.say(mallory, "/invite gus");

    EXPECT_EQ(place.say(ann, "/join dev@mallory"), "#dev * ann joined #dev");
    EXPECT_EQ(place.say(gus, "/join #DEV@MALLORY"), "#dev * gus joined #dev");
    EXPECT_TRUE(with(ann, mallory));
    EXPECT_TRUE(with(gus, mallory));
}

TEST_F(HubInvitation, IsAcceptedByTheCommandAlone) {
    place.say(mallory, "/invite ann");

    place.say(ann, "/accept");

    EXPECT_TRUE(with(ann, mallory));
    EXPECT_EQ(place.say(ann, "/accept"), "! nobody has invited you") << "it is used up";
    EXPECT_TRUE(state.rooms.begin()->second.rules.pending.empty());
}

TEST_F(HubInvitation, HasToBeNamedIfThereAreSeveral) {
    place.enter(eve, "ops");
    place.enter(mallory, "ops2");
    place.say(mallory, "/room private");
    place.say(mallory, "/invite ann");
    place.enter(mallory, "dev");
    place.say(mallory, "/invite ann");

    EXPECT_EQ(place.say(ann, "/accept"),
              "! you are invited to #dev@mallory, #ops2@mallory; say which: /accept ROOM");
    place.say(ann, "/accept #dev");
    EXPECT_TRUE(with(ann, mallory));
}

TEST_F(HubInvitation, OfSomebodyOneIgnoresIsNone) {
    place.say(ann, "/ignore mallory");
    place.say(mallory, "/invite ann");

    EXPECT_EQ(place.chat.take(ann), Lines{});
    EXPECT_EQ(place.say(ann, "/rooms").find("dev"), std::string::npos);
    EXPECT_EQ(place.say(ann, "/accept"), "! nobody has invited you");
    EXPECT_EQ(place.say(ann, "/join dev@mallory"), "! nobody has invited you to #dev@mallory");
    EXPECT_TRUE(place.say(ann, "/who dev@mallory").starts_with("! there is no such room"));
    place.say(ann, "/unignore mallory");
    place.say(ann, "/accept");
    EXPECT_TRUE(with(ann, mallory));
}

TEST_F(HubInvitation, OfSomebodyOneIgnoresLaterIsNoneFromThen) {
    place.say(mallory, "/invite gus");
    place.say(gus, "/ignore mallory");

    EXPECT_EQ(place.say(gus, "/accept"), "! nobody has invited you");
}

TEST_F(HubInvitation, IsNotFoundByANameThatNoRoomHas) {
    place.say(mallory, "/invite ann");

    for (const char* name : {"##dev", "##dev@mallory", "@mallory", "dev@", "dev@@mallory", "dev@mallory@x"}) {
        EXPECT_EQ(place.say(ann, std::string("/accept ").append(name)).substr(0, 28),
                  "! nobody has invited you to ")
            << name;
        EXPECT_TRUE(place.say(ann, std::string("/join ").append(name)).starts_with("! ")) << name;
    }
    EXPECT_TRUE(place.say(ann, "/join ##x").starts_with("! a name begins with a letter"));
}

TEST_F(HubInvitation, IsOverWhenItIsTakenBack) {
    place.say(mallory, "/invite ann");
    place.say(mallory, "/uninvite ann");

    EXPECT_EQ(place.say(ann, "/accept"), "! nobody has invited you");
}

TEST_F(HubInvitation, LastsOverARestart) {
    place.say(mallory, "/invite ann");

    Place next(state);
    const ClientId back = next.registered("ann");
    next.enter(back, "dev");
    EXPECT_FALSE(next.chat.client(back).connection.current->hidden());
    next.say(back, "/accept");
    EXPECT_TRUE(next.chat.client(back).connection.current->hidden());
}

TEST_F(HubInvitation, WhoHasBeenThereComesBackByThePlainNameButNotPastAPublicRoom) {
    place.say(mallory, "/invite ann");
    place.say(ann, "/accept");
    place.say(ann, "/leave dev");

    place.enter(ann, "dev");
    EXPECT_TRUE(with(ann, mallory));
    place.say(ann, "/leave dev");
    open_a_public_one();
    place.enter(ann, "dev");
    EXPECT_TRUE(with(ann, eve));
    place.enter(mallory, "dev");
    EXPECT_TRUE(place.chat.client(mallory).connection.current->hidden()) << "its owner comes into their own";
}

TEST_F(HubInvitation, AKeyThatAPublicRoomAsksForOpensNoPrivateOne) {
    place.enter(ann, "tea");
    place.say(ann, "/room key same");
    place.enter(mallory, "tea2");
    const ClientId other = place.registered("mal2", "192.0.2.12");
    place.say(mallory, "/leave tea2");
    place.enter(other, "x");
    place.say(mallory, "/room key same");

    place.enter(gus, "tea same");

    EXPECT_TRUE(with(gus, ann));
}

TEST_F(HubInvitation, IntoARoomWithAKeyWorksByItsNameAndByTheCommand) {
    place.enter(ann, "tea");
    place.say(ann, "/room key k");
    place.say(ann, "/invite gus");
    place.say(ann, "/invite eve");

    EXPECT_EQ(place.chat.take(gus), (Lines{"* ann invites you to #tea, /join tea goes there"}));
    place.enter(gus, "tea");
    place.say(eve, "/accept tea");

    EXPECT_TRUE(with(gus, ann));
    EXPECT_TRUE(with(eve, ann));
}

}  // namespace
}  // namespace confab::unit
