// Slow mode counts by the person, as far as they are known.
#include <gtest/gtest.h>

#include "unit/support/evading.hpp"

namespace confab::unit {
namespace {

class HubSlow : public Evaders {
  protected:
    void SetUp() override {
        place.enter(ann, "dev");
        say(ann, "/room slow 1h");
        pass(5);
    }
    ClientId who_spoke(std::string_view from) {
        const ClientId who = place.guest("bob", from);
        place.enter(who, "dev");
        EXPECT_EQ(say(who, "one"), "#dev bob: one");
        return who;
    }
    bool slowed(ClientId who) { return say(who, "two").starts_with("! #dev is slow, nothing was sent"); }
};

TEST_F(HubSlow, LeavingAndComingBackIsNoWayRoundItFromAnywhere) {
    for (const char* from : {"127.0.0.1", "192.0.2.50"}) {
        const ClientId bob = who_spoke(from);
        for (int i = 0; i < 3; ++i) {
            place.enter(bob, "lobby");
            say(bob, "/leave dev");
            place.enter(bob, "dev");
            EXPECT_TRUE(slowed(bob)) << from;
        }
        say(bob, "/leave dev");
        say(bob, "/nick rob");
        place.enter(bob, "dev");
        EXPECT_TRUE(slowed(bob)) << from;
        pass(3600);
        EXPECT_EQ(say(bob, "three"), "#dev rob: three");
        place.chat.disconnect(bob);
    }
}

TEST_F(HubSlow, ComingBackWithACodeIsNoWayRoundIt) {
    const ClientId bob = who_spoke("127.0.0.1");
    const std::string ticket = code(bob);
    place.chat.disconnect(bob);
    const ClientId again = place.guest("again", "127.0.0.1");
    say(again, "/resume " + ticket);
    EXPECT_TRUE(slowed(again));

    const std::string alive = code(again);
    say(again, "/leave dev");
    const ClientId third = place.guest("third", "127.0.0.1");
    say(third, "/resume " + alive);
    place.enter(third, "dev");
    EXPECT_TRUE(slowed(third)) << "also over a connection that seemed to be alive";
}

TEST_F(HubSlow, LoggingInAndOutIsNoWayRoundIt) {
    const ClientId bob = who_spoke("127.0.0.1");
    say(bob, "/register password");
    say(bob, "/leave dev");
    place.enter(bob, "dev");
    EXPECT_TRUE(slowed(bob));
    say(bob, "/nick other");
    say(bob, "/leave dev");
    place.enter(bob, "dev");
    EXPECT_TRUE(slowed(bob)) << "logged out";

    pass(3600);
    const ClientId back = log_in("bob", "127.0.0.1");
    place.enter(back, "dev");
    EXPECT_EQ(say(back, "one"), "#dev bob: one");
    place.chat.disconnect(back);
    const ClientId again = log_in("bob", "192.0.2.99");
    place.enter(again, "dev");
    EXPECT_TRUE(slowed(again)) << "logged in again, from elsewhere";
}

TEST_F(HubSlow, TheLobbyMayBeSlowToo) {
    place.enter(sue, "lobby");
    say(sue, "/room slow 1h");
    const ClientId bob = place.guest("bob", "192.0.2.50");
    EXPECT_EQ(say(bob, "one"), "bob: one");
    place.chat.disconnect(bob);

    const ClientId again = place.guest("again", "192.0.2.50");

    EXPECT_TRUE(say(again, "two").starts_with("! #lobby is slow")) << "everyone begins there";
}

TEST(RoomGuests, ForgetThoseWhoSpokeFirstWhereTheyAreTooMany) {
    RoomGuests guests;
    guests.remember("first", 0xFFFF'FFF0U);  // the clock wraps round
    for (std::uint32_t i = 0; i < RoomGuests::max_speakers; ++i) guests.remember(std::to_string(i), i);

    EXPECT_EQ(guests.spoke.size(), RoomGuests::max_speakers);
    EXPECT_FALSE(guests.spoke.contains("first"));
    EXPECT_TRUE(guests.spoke.contains("0"));
    EXPECT_TRUE(guests.spoke.contains("999"));
}

}  // namespace
}  // namespace confab::unit
