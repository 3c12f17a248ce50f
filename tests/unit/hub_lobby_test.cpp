// The lobby is nobody's own, but what is set there lasts.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubLobby : public testing::Test {
  protected:
    std::string rules_of(Place& there, ClientId who) {
        there.enter(who, "lobby");
        return there.say(who, "/room");
    }

    KeptState state;
    Place place{state};
    std::string everybodys =
        "* #lobby is without an owner, public, key off, history on, slow off, moderated off";
};

TEST_F(HubLobby, KeepsItsTopicAndStaysEverybodys) {
    place.say(place.guest("gus"), "/topic release on friday");

    Place next(state);
    const ClientId back = next.guest("gus");

    EXPECT_EQ(next.say(back, "/topic"), "* topic of #lobby: release on friday");
    EXPECT_EQ(next.chat.hub.rooms().lobby().rules, nullptr);
    EXPECT_EQ(rules_of(next, back), everybodys);
    EXPECT_EQ(next.say(back, "/topic on monday"), "* gus set the topic of #lobby: on monday");
}

TEST_F(HubLobby, ATopicThatIsReplacedDoesNotComeBack) {
    const ClientId gus = place.guest("gus");
    place.say(gus, "/topic release on friday");
    place.say(gus, "/topic on monday");

    Place next(state);

    EXPECT_EQ(next.say(next.guest("gus"), "/topic"), "* topic of #lobby: on monday");
}

TEST_F(HubLobby, IsNotKeptWithoutATopicAndRules) {
    const ClientId root = place.server_operator("root1");
    place.say(root, "/room slow 5s");
    EXPECT_EQ(state.rooms.size(), 1U);

    place.say(root, "/room drop");

    EXPECT_TRUE(state.rooms.empty());
}

TEST_F(HubLobby, KeepsItsTopicWhenItsRulesAreDropped) {
    const ClientId root = place.server_operator("root1");
    place.say(root, "/topic release on friday");
    place.say(root, "/room slow 5s");
    place.say(root, "/room drop");

    Place next(state);
    const ClientId back = next.guest("gus");

    EXPECT_EQ(next.say(back, "/topic"), "* topic of #lobby: release on friday");
    EXPECT_EQ(rules_of(next, back), everybodys);
}

TEST_F(HubLobby, KeepsBothItsTopicAndItsRules) {
    const ClientId root = place.server_operator("root1");
    place.say(root, "/topic release on friday");
    place.say(root, "/room slow 5s");

    Place next(state);

    EXPECT_EQ(next.chat.hub.rooms().lobby().topic, "release on friday");
    EXPECT_EQ(next.chat.hub.rooms().lobby().rules->slow, 5U);
}

TEST_F(HubLobby, HasNoOperatorAfterItsRulesAreDropped) {
    const ClientId root = place.server_operator("root1");
    place.say(root, "/room slow 5s");
    place.say(root, "/room drop");

    EXPECT_EQ(Roles::marked(place.chat.client(root), place.chat.hub.rooms().lobby()), Role::none);
}

}  // namespace
}  // namespace confab::unit
