// What a room is told of people whom a moderator puts out.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubPutOut : public Moderators {
  protected:
    static constexpr Milliseconds run{10'000};

    // Ann owns #dev and is quiet; the first who came after that began a run.
    void SetUp() override {
        place.enter(ann, "dev");
        place.say(ann, "/leave lobby");
        place.say(ann, "/quiet on");
        place.chat.pass(Milliseconds{60'000});
        place.enter(gus, "dev");
        place.say(gus, "/leave lobby");
        place.chat.forget_all();
    }
    std::string seen_by(ClientId who) { return joined(place.chat.take(who)); }
};

TEST_F(HubPutOut, WhoeverCameWithinARunAndIsKickedIsNotToldOfAsJoining) {
    for (const char* kick : {"/kick bob", "/ban bob"}) {
        place.enter(bob, "dev");
        ASSERT_TRUE(place.in(bob, "dev"));
        place.say(ann, kick);
        place.chat.forget_all();

        place.chat.pass(run);

        EXPECT_EQ(seen_by(ann), "") << kick;
    }
}

TEST_F(HubPutOut, SoIsWhoeverIsPutOffTheServer) {
    place.enter(bob, "dev");
    place.say(sue, "/kick bob");
    EXPECT_EQ(seen_by(ann), "* bob left #dev (kicked by sue)\n");

    place.chat.pass(run);

    EXPECT_EQ(seen_by(ann), "");
}

TEST_F(HubPutOut, ANameThatTheRoomWasNotToldStaysUntold) {
    place.enter(bob, "dev");
    place.say(ann, "/mute bob");
    place.say(bob, "/nick buy-here");
    place.chat.forget_all();

    place.say(ann, "/kick buy-here spam");

    EXPECT_EQ(seen_by(gus), "* someone left #dev (kicked by ann: spam)\n");
    place.chat.pass(run);
    EXPECT_EQ(seen_by(ann), "") << "nor in the sum";
}

TEST_F(HubPutOut, NorIsItToldOfWhoeverIsPutOffTheServer) {
    place.enter(bob, "dev");
    place.say(ann, "/mute bob");
    place.say(bob, "/nick buy-here");
    place.chat.forget_all();

    place.say(sue, "/ban buy-here 1h spam");

    EXPECT_EQ(seen_by(gus), "* someone left #dev (banned by sue: spam)\n");
}

TEST_F(HubPutOut, ASumDoesNotTellANameThatTheRoomWasNotTold) {
    place.enter(bob, "dev");
    place.say(ann, "/mute bob");
    place.say(bob, "/nick buy-here");
    EXPECT_EQ(seen_by(gus), "* ann muted bob in #dev\n* bob has taken another name\n");
    place.chat.forget_all();

    place.chat.pass(run);

    EXPECT_EQ(seen_by(ann), "");
}

TEST_F(HubPutOut, NorOfWhoeverIsMutedAgain) {
    place.enter(bob, "dev");
    place.say(ann, "/mute bob");
    place.say(bob, "/nick buy-here");
    place.chat.forget_all();

    place.say(ann, "/mute buy-here 1h spam");

    EXPECT_EQ(seen_by(gus), "* ann muted someone in #dev for 1h: spam\n");
}

}  // namespace
}  // namespace confab::unit
