// A sanction by where somebody comes from, or by name, holds whoever they are next.
#include <gtest/gtest.h>

#include "unit/support/evading.hpp"

namespace confab::unit {
namespace {

class HubFollow : public Evaders {
  protected:
    bool muted(ClientId who) { return say(who, "hello").starts_with("! nothing was sent, you are muted"); }
    static constexpr const char* there = "192.0.2.66";
};

TEST_F(HubFollow, RegisteringIsNoWayOutOfAMuteByAddress) {
    const ClientId gus = place.guest("gus", there);
    say(sue, "/mute gus 1h");
    say(gus, "/nick fresh");
    EXPECT_TRUE(say(gus, "/register password").starts_with("* fresh is yours now"));

    EXPECT_TRUE(muted(gus));
    place.chat.disconnect(gus);
    EXPECT_TRUE(muted(log_in("fresh", there)));
    EXPECT_TRUE(muted(log_in("fresh", "198.51.100.1"))) << "the account takes it along";
    pass(3600);
    EXPECT_FALSE(muted(log_in("fresh", there))) << "over is over";
}

TEST_F(HubFollow, RegisteringIsNoWayOutOfABanFromARoom) {
    const ClientId gus = place.guest("gus", there);
    for (const ClientId who : {ann, gus}) place.enter(who, "dev");
    say(ann, "/ban gus 1h");
    say(gus, "/nick fresh");
    say(gus, "/register password");

    EXPECT_TRUE(say(gus, "/join dev").starts_with("! you are banned from #dev"));
    place.chat.disconnect(gus);
    EXPECT_TRUE(say(log_in("fresh", "198.51.100.1"), "/join dev").starts_with("! you are banned from #dev"));
}

TEST_F(HubFollow, AnAccountThatWasReadyIsNoWayOutWhereTheyAre) {
    place.chat.disconnect(register_as("ready", "198.51.100.1"));
    const ClientId gus = place.guest("gus", there);
    const ClientId before = register_as("neighbour", there);
    say(sue, "/mute gus 1h");

    EXPECT_FALSE(muted(before)) << "who was logged in there is somebody else";
    say(gus, "/login ready password");
    EXPECT_TRUE(muted(gus));
    EXPECT_TRUE(muted(register_as("later", there))) << "by another connection";
    place.chat.disconnect(gus);
    EXPECT_FALSE(muted(log_in("ready", "198.51.100.1"))) << "elsewhere it is one's own";
}

TEST_F(HubFollow, OnThisMachineWhoIsMutedRegistersAsSuch) {
    const ClientId gus = place.guest("gus", "127.0.0.1");
    say(sue, "/mute gus");
    say(gus, "/nick fresh");
    say(gus, "/register password");
    place.chat.disconnect(gus);

    EXPECT_TRUE(muted(log_in("fresh", "127.0.0.1")));
    EXPECT_FALSE(muted(register_as("other", "127.0.0.1")));
}

TEST_F(HubFollow, ItIsThereAfterARestart) {
    const ClientId gus = place.guest("gus", there);
    say(sue, "/mute gus");
    say(gus, "/nick fresh");
    say(gus, "/register password");

    Place next(state);
    const ClientId back = next.registered("fresh", "198.51.100.1");

    EXPECT_EQ(next.say(back, "hello"), "! nothing was sent, you are muted");
}

TEST_F(HubFollow, WhatIsLiftedIsLiftedFromWhomItFollowed) {
    for (const char* target : {"gus", "fresh2", "192.0.2.66", "1"}) {
        const ClientId gus = place.guest("gus", there);
        const std::string account = "fresh" + std::to_string(place.chat.hub.accounts().size());
        say(sue, std::string("/mute ") + (std::string_view(target) == "192.0.2.66" ? there : "gus"));
        say(gus, "/nick " + account);
        say(gus, "/register password");
        ASSERT_TRUE(muted(gus));
        const std::string whom = std::string_view(target) == "1"
                                     ? std::to_string(state.sanctions.begin()->first)
                                 : std::string_view(target) == "fresh2" ? account
                                                                        : std::string(target);

        EXPECT_TRUE(say(sue, "/unmute " + whom).starts_with("* ")) << whom;
        if (whom == account) say(sue, "/unmute gus");

        EXPECT_FALSE(muted(gus)) << target;
        EXPECT_TRUE(state.sanctions.empty()) << target;
        place.chat.disconnect(gus);
    }
}

TEST_F(HubFollow, WhatIsImposedAgainHoldsThemAsLong) {
    const ClientId gus = place.guest("gus", there);
    say(sue, "/mute gus 1h");
    say(gus, "/nick fresh");
    say(gus, "/register password");
    say(sue, "/mute 192.0.2.66 1m");
    place.chat.disconnect(gus);
    pass(120);

    EXPECT_FALSE(muted(log_in("fresh", "198.51.100.1")));
}

TEST_F(HubFollow, WhoComesBackWithACodeIsWhoTheyWere) {
    const ClientId gus = place.guest("gus", "127.0.0.1");
    const std::string ticket = code(gus);
    say(sue, "/mute gus");
    pass(5);
    place.chat.disconnect(gus);
    const ClientId again = place.guest("again", "127.0.0.1");
    EXPECT_FALSE(muted(again)) << "nobody can tell";
    say(again, "/resume " + ticket);

    EXPECT_TRUE(muted(again));
    const std::string second = code(again);
    const ClientId third = place.guest("third", "127.0.0.1");
    say(third, "/resume " + second);
    EXPECT_TRUE(muted(third)) << "also where the connection seemed to be alive";
}

TEST_F(HubFollow, WhoIsBannedDoesNotComeBackWithACode) {
    const ClientId gus = place.guest("gus", "127.0.0.1");
    const std::string ticket = code(gus);
    pass(5);
    say(sue, "/ban gus 1h");
    const ClientId again = place.guest("again", "127.0.0.1");

    EXPECT_TRUE(say(again, "/resume " + ticket).starts_with("! you are banned until"));
    pass(3601);
    EXPECT_TRUE(say(again, "/resume " + ticket).starts_with("* you are back as gus"));
}

}  // namespace
}  // namespace confab::unit
