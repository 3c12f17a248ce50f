// How many rooms there may be, and how much of each.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

TEST(HubRoomLimits, OfOwnedRooms) {
    KeptState state;
    Place place(state, {.max_owned_rooms = 2, .motd = {}});
    const ClientId ann = place.registered("ann");
    place.enter(ann, "a");
    place.enter(ann, "b");

    EXPECT_EQ(place.chat.answer(ann, "/join c").front(),
              "* you own 2 rooms already (/room drop gives one up), so #c has no owner");
    EXPECT_EQ(state.rooms.size(), 2U);
    place.enter(ann, "a");
    place.say(ann, "/room drop");
    EXPECT_EQ(place.chat.answer(ann, "/join d").front(), "* #d is yours, /room shows its rules");
}

TEST(HubRoomLimits, OfAllRooms) {
    KeptState state;
    Place place(state, {.max_rooms = 3, .motd = {}});
    const ClientId eve = place.guest("eve");
    place.enter(eve, "a");
    place.enter(eve, "b");

    EXPECT_EQ(place.say(eve, "/join c"),
              "! this server has 3 rooms, which is the most it may have; join one of them (/rooms)");
    place.say(eve, "/leave b");
    EXPECT_EQ(place.say(eve, "/join c"), "#c * eve joined #c");
}

TEST(HubRoomLimits, OfRoomsMadeFromOnePlace) {
    KeptState state;
    Place place(state, {.max_rooms_per_source = 2, .motd = {}});
    const ClientId eve = place.guest("eve", "2001:db8::1");
    const ClientId fay = place.guest("fay", "2001:db8::2");
    const ClientId gus = place.guest("gus", "2001:db8:0:1::1");
    const ClientId here = place.guest("here1", "127.0.0.1");  // a source like any other
    place.enter(eve, "a");
    place.enter(fay, "b");

    EXPECT_TRUE(place.say(eve, "/join c").starts_with("! 2 rooms were made from where you are"));
    EXPECT_EQ(place.say(eve, "/join b"), "#b * eve joined #b");
    EXPECT_EQ(place.say(gus, "/join c"), "#c * gus joined #c");
    for (const char* join : {"/join d", "/join e"}) EXPECT_EQ(place.say(here, join)[0], '#');
    EXPECT_TRUE(place.say(here, "/join f").starts_with("! 2 rooms were made from where you are"));
}

TEST(HubRoomLimits, OfATopic) {
    KeptState state;
    Place place(state);
    const ClientId eve = place.guest("eve");

    EXPECT_EQ(place.say(eve, "/topic " + std::string(391, 't')),
              "! a topic has 390 bytes at most, this one has 391");
    EXPECT_EQ(place.chat.hub.rooms().lobby().topic, "");
    place.say(eve, "/topic " + std::string(390, 't'));
    EXPECT_EQ(place.chat.hub.rooms().lobby().topic.size(), 390U);
}

TEST(HubRoomLimits, OfThoseNamedInARoom) {
    KeptState state;
    Place place(state);
    const ClientId ann = place.registered("ann");
    place.enter(ann, "dev");
    place.chat.room("dev")->rules->invited.assign(RoomRules::max_named, 999);
    place.registered("bob");

    EXPECT_TRUE(place.say(ann, "/invite bob").starts_with("! there are 500 already"));
    place.chat.room("dev")->rules->invited.pop_back();
    EXPECT_EQ(place.say(ann, "/invite bob"), "* bob is now invited to #dev");
}

TEST(HubRoomLimits, RoomsOfAnEarlierRunWereMadeFromNoPlace) {
    KeptState state;
    const ChatSettings two{.max_rooms_per_source = 2, .motd = {}};
    {
        Place before(state, two);
        const ClientId ann = before.registered("ann");
        for (const char* room : {"a", "b"}) before.enter(ann, room);
    }
    Place place(state, two);
    place.chat.from = {};  // a Unix socket whose user the kernel does not tell
    const ClientId eve = place.chat.connect("eve");

    EXPECT_EQ(place.say(eve, "/join c"), "#c * eve joined #c");
}

}  // namespace
}  // namespace confab::unit
