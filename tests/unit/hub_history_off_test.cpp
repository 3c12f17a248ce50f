// A room that keeps no messages, and the ones it had kept before.
#include <gtest/gtest.h>

#include "unit/support/fake_log.hpp"
#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubHistoryOff : public testing::Test {
  protected:
    void SetUp() override {
        place.enter(ann, "dev");
        place.enter(bob, "dev");
        place.say(ann, "/op bob");
        place.say(bob, "before");
    }
    // With the log's answers.
    std::string seen(Place& there, ClientId who, std::string_view line) {
        Lines lines = there.chat.answer(who, line);
        log.answer(there.chat.hub, there.chat.now);
        for (const std::string& each : there.chat.take(who)) lines.push_back(each);
        return joined(lines);
    }

    KeptState state;
    FakeLog log;
    Place place{state, {}, &log};
    ClientId ann = place.registered("ann");
    ClientId bob = place.registered("bob", "192.0.2.5");
};

TEST_F(HubHistoryOff, RemovesWhatWasKeptForGood) {
    EXPECT_EQ(place.say(ann, "/room history off"),
              "* history is off: nothing is kept of what is said, or was said, in #dev");
    place.say(bob, "after");

    EXPECT_TRUE(log.kept.empty());
    EXPECT_EQ(seen(place, bob, "/history"), "* nothing was said in #dev yet\n");
    place.say(ann, "/room history on");
    EXPECT_EQ(seen(place, bob, "/history"), "* nothing was said in #dev yet\n");
    place.say(bob, "again");
    EXPECT_EQ(log.kept.size(), 1U);
}

TEST_F(HubHistoryOff, LeavesOtherRoomsAlone) {
    place.enter(bob, "ops");
    place.say(bob, "elsewhere");

    place.say(ann, "/room history off");

    ASSERT_EQ(log.kept.size(), 1U);
    EXPECT_EQ(log.kept[0].room_key, RoomKey::of_public("ops"));
}

TEST_F(HubHistoryOff, IsTheOwnersMatterBecauseItCannotBeTakenBack) {
    EXPECT_EQ(place.say(bob, "/room history off"),
              "! only the owner of #dev may do that, /room says who that is");

    EXPECT_EQ(log.kept.size(), 1U);
    EXPECT_TRUE(place.chat.room("dev")->rules->keeps_history);
}

TEST_F(HubHistoryOff, IsRefusedWhileTooMuchIsBeingRemoved) {
    log.removes = false;

    EXPECT_TRUE(place.say(ann, "/room history off").starts_with("! too much is being removed"));

    EXPECT_TRUE(place.chat.room("dev")->rules->keeps_history);
    EXPECT_EQ(place.chat.room("dev")->history.size(), 1U);
}

TEST_F(HubHistoryOff, IsNotSearchedWhileItIsBeingRemoved) {
    place.say(ann, "/room history off");

    place.chat.line(bob, "/search before in:dev");
    EXPECT_TRUE(log.asked.empty());
    EXPECT_EQ(seen(place, bob, "/search before in:dev"), "* no matches for before\n");
    place.chat.line(bob, "/search before");
    ASSERT_EQ(log.asked.size(), 1U);
    EXPECT_EQ(log.asked[0].rooms, std::vector{RoomKey::of_public("lobby")});
}

// A crash in between, or a store of before this was so.
TEST_F(HubHistoryOff, TheNextRunRemovesWhatThisOneDidNot) {
    const std::vector<FakeLog::Kept> still_there = log.kept;
    place.say(ann, "/room history off");
    log.kept = still_there;
    state.tails = log.tails(20, place.chat.hub.names());

    Place next(state, {}, &log);
    const ClientId back = next.registered("bob");
    next.enter(back, "dev");

    EXPECT_TRUE(log.kept.empty());
    EXPECT_EQ(seen(next, back, "/history"), "* nothing was said in #dev yet\n");
}

}  // namespace
}  // namespace confab::unit
