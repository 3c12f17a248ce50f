// What rooms are compared and looked up by.
#include "confab/base/room_key.hpp"

#include <gtest/gtest.h>

#include <unordered_set>

namespace confab {
namespace {

const RoomKey everybodys = RoomKey::of_public("dev");
const RoomKey anns = RoomKey::of_private(17, "dev");

TEST(RoomKey, OfAPublicRoomIsThatOfItsName) {
    EXPECT_FALSE(everybodys.is_private());
    EXPECT_EQ(everybodys.owner(), 0U);
    EXPECT_EQ(everybodys.base(), "dev");
}

TEST(RoomKey, OfAPrivateRoomHasItsOwnerToo) {
    EXPECT_TRUE(anns.is_private());
    EXPECT_EQ(anns.owner(), 17U);
    EXPECT_EQ(anns.base(), "dev");
}

TEST(RoomKey, IsEqualOnlyIfOwnerAndNameAre) {
    EXPECT_EQ(anns, RoomKey::of_private(17, "dev"));
    EXPECT_NE(anns, RoomKey::of_private(18, "dev"));
    EXPECT_NE(anns, RoomKey::of_private(17, "ops"));
    EXPECT_NE(anns, everybodys);
    EXPECT_EQ(std::hash<RoomKey>()(anns), std::hash<RoomKey>()(RoomKey::of_private(17, "dev")));
}

TEST(RoomKey, IsFoundInSetsByItsHash) {
    const std::unordered_set<RoomKey> keys{everybodys, anns};

    EXPECT_TRUE(keys.contains(RoomKey::of_private(17, "dev")));
    EXPECT_FALSE(keys.contains(RoomKey::of_private(1, "dev")));
    EXPECT_FALSE(keys.contains(RoomKey::none()));
}

TEST(RoomKey, IsReadAsItWasStored) {
    EXPECT_EQ(everybodys.stored(), "dev");
    EXPECT_EQ(anns.stored(), "17#dev");
    EXPECT_EQ(RoomKey::none().stored(), "");
    for (const RoomKey& key : {everybodys, anns, RoomKey::none(), RoomKey::of_private(0, "dev")}) {
        EXPECT_EQ(RoomKey::from_stored(key.stored()), key) << key.stored();
    }
}

TEST(RoomKey, IsNotReadFromWhatIsNone) {
    for (const char* text : {"#", "#12", "17#", "x#dev", "-1#dev", "017#dev", " 17#dev", "17#de#v",
                             "99999999999999999999#dev"}) {
        EXPECT_FALSE(RoomKey::from_stored(text)) << text;
    }
}

TEST(RoomKey, IsNotMadeOfWhatIsTheKeyOfNoName) {
    EXPECT_TRUE(RoomKey().empty());
    EXPECT_TRUE(RoomKey::of_public("").empty());
    EXPECT_TRUE(RoomKey::of_public("17#dev").empty()) << "a private room is not found by a name";
    EXPECT_TRUE(RoomKey::of_private(17, "").empty());
    EXPECT_TRUE(RoomKey::of_private(17, "de#v").empty());
    EXPECT_FALSE(everybodys.empty());
}

}  // namespace
}  // namespace confab
