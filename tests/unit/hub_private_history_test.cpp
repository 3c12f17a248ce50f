// What was said in a room stays with it when it becomes private or public.
#include <gtest/gtest.h>

#include "unit/support/fake_log.hpp"
#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

// Answers from memory if `lines` fit there, else from the log.
class HubPrivateHistory : public testing::TestWithParam<std::size_t> {
  protected:
    HubPrivateHistory() {
        place.enter(ann, "dev");
        place.enter(bob, "dev");
        place.enter(gus, "dev");
        place.say(ann, "first public");
    }
    static ChatSettings settings() {
        ChatSettings settings;
        settings.history_bytes = GetParam();
        return settings;
    }
    std::string seen(Place& there, ClientId who, std::string_view line) {
        Lines lines = there.chat.answer(who, line);
        log.answer(there.chat.hub, there.chat.now);
        for (const std::string& each : there.chat.take(who)) lines.push_back(each);
        return joined(lines);
    }
    std::string seen(ClientId who, std::string_view line) { return seen(place, who, line); }
    static bool has(const std::string& text, const char* part) {
        return text.find(part) != std::string::npos;
    }
    bool finds(ClientId who) { return has(seen(who, "/history 50"), "secret words"); }
    void talk_in_private() {
        place.say(ann, "/room private");
        place.say(gus, "/leave dev");
        place.say(ann, "secret words");
        place.say(ann, "/room public");
        place.say(ann, "public again");
    }

    KeptState state;
    FakeLog log;
    Place place{state, settings(), &log};
    ClientId ann = place.registered("ann");
    ClientId bob = place.registered("bob", "192.0.2.5");
    ClientId gus = place.guest("gus", "192.0.2.6");
    ClientId eve = place.registered("eve", "192.0.2.7");
};

INSTANTIATE_TEST_SUITE_P(FromMemoryAndFromTheLog, HubPrivateHistory, testing::Values(65'536, 5));

TEST_P(HubPrivateHistory, GoesWithTheRoomIntoPrivacy) {
    place.say(ann, "/room private");
    place.enter(eve, "dev");

    EXPECT_TRUE(has(seen(ann, "/history 50"), "first public"));
    EXPECT_FALSE(has(seen(eve, "/history 50"), "first public")) << "that is another room";
    EXPECT_FALSE(has(seen(eve, "/search public"), "first public"));
}

TEST_P(HubPrivateHistory, OfAPrivateTimeIsShownAfterwardsToItsMembersOnly) {
    talk_in_private();
    for (const ClientId who : {eve, gus}) place.enter(who, "dev");

    for (const ClientId who : {ann, bob}) EXPECT_TRUE(finds(who));
    for (const ClientId who : {eve, gus}) EXPECT_FALSE(finds(who));
    for (const ClientId who : {ann, bob, eve, gus}) {
        const std::string all = seen(who, "/history 50");
        EXPECT_TRUE(has(all, "first public")) << all;
        EXPECT_TRUE(has(all, "public again")) << all;
    }
}

TEST_P(HubPrivateHistory, IsNotFoundByAnyOtherWay) {
    talk_in_private();
    const std::string join = seen(eve, "/join dev");
    EXPECT_FALSE(has(join, "secret words")) << join;

    for (const char* line :
         {"/history 3", "/history 2h", "/history since 1h", "/search words", "/search words in:dev",
          "/search public in:dev", "/context 1 50", "/more", "/more"}) {
        EXPECT_FALSE(has(seen(eve, line), "secret words")) << line;
    }
    EXPECT_TRUE(has(seen(bob, "/search words"), "secret words"));
}

TEST_P(HubPrivateHistory, OfLaterThanSomebodyWasThereIsNotTheirs) {
    place.say(ann, "/room private");
    place.say(ann, "heard by bob");
    place.say(bob, "/leave dev");
    place.say(ann, "secret words");
    place.say(ann, "/room public");
    place.enter(bob, "dev");

    const std::string all = seen(bob, "/history 50");
    EXPECT_TRUE(has(all, "heard by bob")) << all;
    EXPECT_FALSE(has(all, "secret words")) << all;
}

TEST_P(HubPrivateHistory, OfAGuestWhoWasThereIsTheirsWhileConnected) {
    place.say(ann, "/room private");
    place.say(ann, "secret words");
    place.say(ann, "/room public");

    EXPECT_TRUE(finds(gus));
    place.say(gus, "/leave dev");
    place.enter(gus, "dev");
    EXPECT_TRUE(finds(gus));
    place.chat.disconnect(gus);
    const ClientId other = place.guest("gus", "192.0.2.6");
    place.enter(other, "dev");
    EXPECT_FALSE(finds(other)) << "somebody else may have the name";
}

TEST_P(HubPrivateHistory, OfAnEarlierPrivateTimeIsNotThatOfWhoCameInALaterOne) {
    talk_in_private();
    place.enter(eve, "dev");
    place.say(ann, "/room private");
    place.say(ann, "again in private");

    const std::string all = seen(eve, "/history 50");
    EXPECT_FALSE(has(all, "secret words")) << all;
    EXPECT_TRUE(has(all, "again in private")) << all;
}

TEST_P(HubPrivateHistory, LastsOverARestartForThoseAndNoOthers) {
    talk_in_private();
    state.tails = log.tails(20, place.chat.hub.names());

    Place next(state, settings(), &log);
    const ClientId old = next.registered("bob");
    const ClientId other = next.registered("eve");
    for (const ClientId who : {old, other}) next.enter(who, "dev");

    EXPECT_TRUE(has(seen(next, old, "/history 50"), "secret words"));
    EXPECT_FALSE(has(seen(next, other, "/history 50"), "secret words"));
}

TEST_P(HubPrivateHistory, IsAllRemovedUnderEveryNameItHad) {
    talk_in_private();
    place.say(ann, "/room private");
    place.say(ann, "private again");

    EXPECT_TRUE(place.say(ann, "/room history off").find("history is off") != std::string::npos);

    EXPECT_TRUE(log.kept.empty());
    for (const RoomRecord& room : {state.rooms.begin()->second}) EXPECT_EQ(room.rules.periods.size(), 1U);
    EXPECT_EQ(seen(bob, "/history 50").find("public"), std::string::npos);
}

TEST_P(HubPrivateHistory, IsShownToNobodyOnceTheRoomIsGivenUp) {
    talk_in_private();
    place.say(ann, "/room drop");
    place.enter(eve, "dev");

    for (const ClientId who : {ann, bob, eve}) EXPECT_FALSE(finds(who));
    EXPECT_TRUE(has(seen(eve, "/history 50"), "public again"));
}

TEST_P(HubPrivateHistory, OfAStrangersRoomOfTheNameIsNotMixedWithIt) {
    place.say(ann, "/room private");
    place.enter(eve, "dev");
    place.say(eve, "of the stranger");
    place.say(eve, "/room drop");
    place.say(eve, "/leave dev");
    EXPECT_TRUE(place.say(ann, "/room public").find("is public") != std::string::npos);

    EXPECT_FALSE(has(seen(ann, "/history 50"), "of the stranger"));
    EXPECT_TRUE(has(seen(ann, "/history 50"), "first public"));
}

TEST_P(HubPrivateHistory, IsRefusedWhileTooMuchIsBeingMoved) {
    log.removes = false;

    EXPECT_TRUE(place.say(ann, "/room private").find("! too much is being removed or moved") !=
                std::string::npos);
    EXPECT_FALSE(place.chat.client(ann).connection.current->hidden());
}

TEST_P(HubPrivateHistory, UnreadLinesAreAsManyAsBefore) {
    place.enter(ann, "dev");
    place.say(bob, "/join other");
    place.say(ann, "one more");
    const Membership& there = *place.chat.client(bob).membership(*place.chat.client(ann).connection.current);
    const auto before = there.unread(place.chat.client(ann).connection.current->last_id());
    place.say(ann, "/room private");

    EXPECT_EQ(there.unread(place.chat.client(ann).connection.current->last_id()), before);
}

TEST_P(HubPrivateHistory, OfTooManyPrivateTimesTheOldestIsNobodysAnyMore) {
    for (std::size_t i = 0; i < RoomRules::max_periods + 1; ++i) {
        place.say(ann, "/room private");
        place.say(ann, "private " + std::to_string(i) + ".");
        place.say(ann, "/room public");
    }

    EXPECT_EQ(state.rooms.at(RoomKey::of_public("dev")).rules.periods.size(), RoomRules::max_periods);
    EXPECT_FALSE(has(seen(ann, "/history 50"), "private 0."));
    EXPECT_TRUE(has(seen(ann, "/history 50"), "private 1."));
}

}  // namespace
}  // namespace confab::unit
