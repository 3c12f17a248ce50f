// Rooms and their members.
#include "confab/core/rooms/room.hpp"

#include <gtest/gtest.h>

#include "unit/support/plain_name.hpp"

namespace confab {
namespace {

TEST(Room, MembershipIsSymmetric) {
    Room room({0, 1}, room_name("lobby"));
    User ann;

    room.add(ann);

    ASSERT_EQ(room.members().size(), 1U);
    EXPECT_EQ(room.members()[0], &ann);
    ASSERT_NE(ann.membership(room), nullptr);

    room.remove(ann);

    EXPECT_TRUE(room.members().empty());
    EXPECT_EQ(ann.membership(room), nullptr);
}

TEST(Room, TheLastMemberTakesTheFreePlace) {
    Room room({0, 1}, room_name("lobby"));
    User ann;
    User bob;
    User eve;
    for (User* client : {&ann, &bob, &eve}) room.add(*client);

    room.remove(ann);

    ASSERT_EQ(room.members().size(), 2U);
    EXPECT_EQ(room.members()[bob.membership(room)->index], &bob);
    EXPECT_EQ(room.members()[eve.membership(room)->index], &eve);
}

TEST(Room, LeavingTheLastPlaceIsFine) {
    Room room({0, 1}, room_name("lobby"));
    User ann;
    User bob;
    room.add(ann);
    room.add(bob);

    room.remove(bob);
    room.remove(ann);

    EXPECT_TRUE(room.members().empty());
}

TEST(Room, KeepsTheOrderInWhichAClientJoinedOthers) {
    Room one({0, 1}, room_name("one"));
    Room two({1, 2}, room_name("two"));
    Room three({2, 3}, room_name("three"));
    User ann;
    for (Room* room : {&one, &two, &three}) room->add(ann);

    two.remove(ann);

    ASSERT_EQ(ann.rooms.size(), 2U);
    EXPECT_EQ(ann.rooms[0].room, &one);
    EXPECT_EQ(ann.rooms[1].room, &three);
}

TEST(Room, IdsRiseFromOne) {
    Room room({0, 1}, room_name("lobby"));

    EXPECT_EQ(room.next_id(), 1U);
    EXPECT_EQ(room.next_id(), 2U);
}

TEST(Room, IsLargeAboveFifty) {
    Room room({0, 1}, room_name("lobby"));
    std::vector<User> clients(51);
    for (std::size_t i = 0; i < 50; ++i) room.add(clients[i]);

    EXPECT_FALSE(room.large());
    room.add(clients[50]);
    EXPECT_TRUE(room.large());
}

TEST(RoomDirectory, TheLobbyIsAlwaysThere) {
    RoomDirectory rooms(room_name("lobby"));

    rooms.forget_if_empty(rooms.lobby());

    EXPECT_EQ(rooms.find_by_key(RoomKey::of_public("lobby")), &rooms.lobby());
    EXPECT_EQ(rooms.size(), 1U);
}

TEST(RoomDirectory, AnEmptyRoomIsForgotten) {
    RoomDirectory rooms(room_name("lobby"));
    Room& dev = rooms.make(room_name("dev"));
    const RoomId id = dev.id();
    EXPECT_EQ(rooms.find(id), &dev);

    rooms.forget_if_empty(dev);

    EXPECT_EQ(rooms.find_by_key(RoomKey::of_public("dev")), nullptr);
    EXPECT_EQ(rooms.find(id), nullptr);
}

TEST(RoomDirectory, ARoomWithSomeoneInItStays) {
    RoomDirectory rooms(room_name("lobby"));
    Room& dev = rooms.make(room_name("dev"));
    User ann;
    dev.add(ann);

    rooms.forget_if_empty(dev);

    EXPECT_EQ(rooms.find_by_key(RoomKey::of_public("dev")), &dev);
}

TEST(RoomDirectory, ASlotIsUsedAgainUnderAnotherSerial) {
    RoomDirectory rooms(room_name("lobby"));
    Room& first = rooms.make(room_name("dev"));
    const RoomId before = first.id();
    rooms.forget_if_empty(first);

    const Room& second = rooms.make(room_name("ops"));

    EXPECT_EQ(second.id().slot, before.slot);
    EXPECT_NE(second.id().serial, before.serial);
    EXPECT_EQ(rooms.find(before), nullptr);
}

TEST(RoomDirectory, ANewRoomOfAnOldNameRemembersNothing) {
    RoomDirectory rooms(room_name("lobby"));
    Room& first = rooms.make(room_name("dev"));
    first.topic = "old";
    first.next_id();
    rooms.forget_if_empty(first);

    Room& second = rooms.make(room_name("dev"));

    EXPECT_EQ(second.topic, "");
    EXPECT_EQ(second.next_id(), 1U);
    EXPECT_EQ(second.history.size(), 0U);
}

}  // namespace
}  // namespace confab
