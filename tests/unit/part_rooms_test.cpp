// Parts below core/rooms, each with what it is given and without a hub.
#include <gtest/gtest.h>

#include "confab/core/rooms/role_grants.hpp"
#include "confab/core/rooms/room_settings.hpp"
#include "confab/core/rooms/slow_mode.hpp"
#include "unit/support/leaves.hpp"
#include "unit/support/room_parts.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

TEST(Access, OneQuestionKnowsMutesAndTheRulesOfTheRoom) {
    Leaves given;
    Room& dev = given.room("dev");
    given.owned(dev, given.client("owner"));
    User& ann = given.member("ann", dev);
    User& bob = given.member("bob", dev);
    dev.rules->moderated = true;
    given.mute(bob, RoomKey::of_public("dev"));

    EXPECT_EQ(words(given.access.can_speak(ann, dev, given.now)),
              "#dev is moderated, nothing was sent: only its operators and voices speak");
    EXPECT_EQ(words(given.access.can_speak(bob, dev, given.now)), "nothing was sent, you are muted in #dev");
    EXPECT_FALSE(given.access.can_speak(bob, given.rooms.lobby(), given.now));
}

TEST(Access, AMemberOfASlowRoomHasToWait) {
    Leaves given;
    Room& dev = given.room("dev");
    given.owned(dev, given.client("owner")).slow = 10;
    User& ann = given.member("ann", dev);
    EXPECT_FALSE(given.access.can_speak(ann, dev, given.now));
    ann.membership(dev)->spoke = true;
    ann.membership(dev)->spoke_at = in_ticks(given.now.mono);

    EXPECT_EQ(slow_wait(ann, dev, given.now), std::chrono::seconds(10));
    EXPECT_EQ(words(given.access.can_speak(ann, dev, given.now)),
              "#dev is slow, nothing was sent: wait 10s (one message in 10s)");
}

TEST(Access, APrivateRoomIsAsIfItWereMissing) {
    Leaves given;
    Room& secret = given.rooms.make({"secret", RoomKey::of_private(1, "secret")});
    given.owned(secret, given.client("owner")).unlisted = true;
    User& ann = given.client("ann");
    User& member = given.member("bob", secret);
    const RoomName name{"secret", RoomKey::of_public("secret")};

    EXPECT_FALSE(given.access.sees(ann, secret));
    EXPECT_EQ(given.access.resolve(ann, name), nullptr);
    EXPECT_EQ(given.access.resolve(member, name), &secret);
    EXPECT_EQ(words(given.access.can_enter(ann, {"secret", RoomKey::of_private(1, "secret")}, &secret, {},
                                           given.now)),
              "there is no #secret any more");
}

TEST(Access, ABanIsAskedBeforeTheKeyOfTheRoom) {
    Leaves given;
    Room& dev = given.room("dev");
    given.owned(dev, given.client("owner")).key = "word";
    User& ann = given.client("ann");
    EXPECT_EQ(words(given.access.can_enter(ann, dev.name(), &dev, {}, given.now)),
              "#dev asks for a key, say /join #dev KEY");
    EXPECT_FALSE(given.access.can_enter(ann, dev.name(), &dev, "word", given.now));

    given.sanctions.add({.name_key = "ann", .room_key = RoomKey::of_public("dev")}, ann.id);

    EXPECT_EQ(words(given.access.can_enter(ann, dev.name(), &dev, "word", given.now)),
              "you are banned from #dev");
}

TEST(Access, InALockdownGuestsOnlyRead) {
    Leaves given;
    User& guest = given.client("gus");
    User& owner = given.client("ann");
    given.account(owner);
    given.server_roles.lock_down(true);

    EXPECT_TRUE(given.access.can_talk(guest, given.now));
    EXPECT_TRUE(given.access.can_speak(guest, given.rooms.lobby(), given.now));
    EXPECT_TRUE(given.access.can_read(guest, given.rooms.lobby(), given.now));
    EXPECT_FALSE(given.access.can_talk(owner, given.now));
}

TEST(Roles, TheHighestCounts) {
    Leaves given;
    Room& dev = given.room("dev");
    User& ann = given.member("ann", dev);
    dev.guests_or_new().voices.push_back(ann.id);
    EXPECT_EQ(given.roles.of(ann, dev), Role::voice);

    given.owned(dev, ann);

    EXPECT_EQ(given.roles.of(ann, dev), Role::owner);
    EXPECT_EQ(Roles::shown(ann, dev), "owner");
    EXPECT_EQ(given.roles.actor(ann, nullptr).role, Role::none);
}

TEST(Invitations, OfAPersonWhomOneIgnoresCountForNothing) {
    Leaves given;
    Room& dev = given.room("dev");
    User& owner = given.client("owner");
    User& ann = given.client("ann");
    given.owned(dev, owner);

    given.invitations.sent(dev, nullptr, &ann, given.roles.actor(owner, &dev));
    EXPECT_TRUE(given.invitations.is_invited(ann, dev));
    given.ignores.add(ann, owner.name);

    EXPECT_FALSE(given.invitations.is_invited(ann, dev));
}

TEST(RoomRecords, OnlyRoomsThatLastAreSaved) {
    Leaves given;
    Room& dev = given.room("dev");
    dev.topic = "release";
    given.records.save(dev);
    EXPECT_TRUE(given.state.rooms.empty());

    given.owned(dev, given.client("owner"));
    given.records.save(dev);

    EXPECT_EQ(given.state.rooms.at(RoomKey::of_public("dev")).topic, "release");
}

TEST(Memberships, ARoomThatIsJoinedIsMadeAndItsOwnerToldSo) {
    RoomParts given;
    User& ann = given.client("ann");
    given.account(ann);

    given.memberships.join(ann, {"dev", RoomKey::of_public("dev")}, {}, given.now);

    Room* dev = given.rooms.find_by_key(RoomKey::of_public("dev"));
    ASSERT_NE(dev, nullptr);
    EXPECT_EQ(ann.connection.current, dev);
    EXPECT_EQ(given.roles.of(ann, *dev), Role::owner);
    EXPECT_EQ(given.events.told[ann.connection.id].front(), "#dev is yours, /room shows its rules");
}

TEST(Memberships, ALastRoomLeftIsFollowedByTheLobbyAndForgotten) {
    RoomParts given;
    User& ann = given.client("ann");
    given.memberships.join(ann, {"dev", RoomKey::of_public("dev")}, {}, given.now);
    given.memberships.leave(ann, given.rooms.lobby(), given.now);

    given.memberships.leave(ann, *ann.connection.current, given.now);

    EXPECT_EQ(ann.connection.current, &given.rooms.lobby());
    EXPECT_EQ(given.rooms.size(), 1U);
}

TEST(Memberships, NobodyReturnsWhereTheyAreBanned) {
    RoomParts given;
    User& ann = given.client("ann");
    Room& dev = given.room("dev");
    given.sanctions.add({.name_key = "ann", .room_key = RoomKey::of_public("dev")}, ann.id);

    EXPECT_FALSE(given.memberships.return_to(ann, dev, given.now));
    EXPECT_EQ(ann.rooms.size(), 1U);
}

TEST(RoomSettings, OnlyTheOwnerMakesARoomPrivateAndItsSanctionsComeAlong) {
    RoomParts given;
    Room& dev = given.room("dev");
    User& owner = given.member("ann", dev);
    User& other = given.member("bob", dev);
    given.owned(dev, owner);
    given.mute(other, RoomKey::of_public("dev"));

    EXPECT_FALSE(
        given.settings_of_rooms.set_private(given.roles.actor(other, &dev), dev, true, given.now).done);
    EXPECT_TRUE(
        given.settings_of_rooms.set_private(given.roles.actor(owner, &dev), dev, true, given.now).done);

    const RoomKey after = RoomKey::of_private(1, "dev");
    EXPECT_EQ(dev.name().key, after);
    EXPECT_EQ(given.sanctions.of_room(after), 1U);
    EXPECT_TRUE(given.state.rooms.contains(after));
    EXPECT_EQ(given.events.in_rooms.back(), "ann made #dev private: nobody else can find it");
}

TEST(Ownership, ARoomWithAnOperatorIsNotForOthersToOwn) {
    RoomParts given;
    Room& dev = given.room("dev");
    User& ann = given.member("ann", dev);
    User& bob = given.member("bob", dev);
    given.account(ann);
    dev.guests_or_new().operators.push_back(bob.id);
    EXPECT_FALSE(given.ownership.own(given.roles.actor(ann, &dev), dev, given.now).done);

    dev.guests->operators.clear();

    EXPECT_TRUE(given.ownership.own(given.roles.actor(ann, &dev), dev, given.now).done);
    EXPECT_EQ(given.ownership.owner_name(*dev.rules), "ann");
}

TEST(RoleGrants, AVoiceIsAuditedAndToldToItsTarget) {
    RoomParts given;
    Room& dev = given.room("dev");
    User& owner = given.member("ann", dev);
    User& guest = given.member("gus", dev);
    given.owned(dev, owner);

    const Outcome outcome = given.grants.set(given.roles.actor(owner, &dev), dev, RoleGrants::Kind::voices,
                                             true, "gus", given.now);

    EXPECT_TRUE(outcome.done);
    EXPECT_EQ(given.roles.of(guest, dev), Role::voice);
    EXPECT_EQ(given.last_told(guest), "you are now a voice in #dev, says ann");
    EXPECT_EQ(given.events.audit, std::vector<std::string>{"voice"});
}

TEST(Topics, ATopicIsSetOnlyByOperatorsIfTheRoomHasAnOwner) {
    RoomParts given;
    Room& dev = given.room("dev");
    User& owner = given.member("ann", dev);
    User& other = given.member("bob", dev);
    given.owned(dev, owner);

    EXPECT_EQ(given.topics.set(other, dev, "mine", given.now).code, Code::topic_needs_operator);
    EXPECT_EQ(dev.topic, "");
    EXPECT_FALSE(given.topics.set(owner, dev, "release", given.now));

    EXPECT_EQ(given.state.rooms.at(RoomKey::of_public("dev")).topic, "release");
}

TEST(Views, WhatIsUnreadIsCountedByIds) {
    RoomParts given;
    Room& dev = given.room("dev");
    User& ann = given.member("ann", dev);
    given.views.set_current(ann, given.rooms.lobby());
    dev.next_id();
    dev.next_id();

    EXPECT_EQ(given.views.set_current(ann, dev), 2U);
}

TEST(Replay, LeavesOutWhatAnIgnoredPersonSaid) {
    RoomParts given;
    User& ann = given.client("ann");
    Room& lobby = given.rooms.lobby();
    for (const char* from : {"bob", "zoe"}) {
        lobby.history.add({.id = lobby.next_id(), .from = from, .text = from}, 10, 1000);
    }
    given.ignores.add(ann, {"bob", "bob"});

    given.replay.on_joining(ann, lobby, given.now);

    EXPECT_EQ(given.events.told[ann.connection.id],
              (std::vector<std::string>{"last 1 line of #lobby:", "zoe", "now live"}));
}

}  // namespace
}  // namespace confab::unit
