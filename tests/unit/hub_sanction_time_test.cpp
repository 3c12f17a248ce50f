// When a ban or a mute is over, nothing of it holds; and none is for ever because of a slip.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubSanctionTime : public Moderators {};

TEST_F(HubSanctionTime, OverIsOverForAllThatAMuteForbids) {
    const ClientId loc = place.guest("loc", "127.0.0.1");
    for (const ClientId who : {gus, bob, loc}) {
        place.say(sue, "/mute " + place.chat.client(who).name.text + " 2s");
    }
    place.chat.pass(Milliseconds{3000});
    place.chat.forget_all();

    for (const ClientId who : {gus, bob, loc}) {
        const std::string& name = place.chat.client(who).name.text;
        for (const std::string& line : {"/join of-" + name, std::string("/topic x"), std::string("/away x"),
                                        std::string("/msg ann x"), std::string("/me x"), std::string("x")}) {
            EXPECT_EQ(joined(place.chat.answer(who, line)).find("muted"), std::string::npos) << name << line;
        }
        EXPECT_TRUE(place.in(who, "of-" + name));
    }
}

TEST_F(HubSanctionTime, OverIsOverForAllThatABanForbids) {
    place.enter(ann, "dev");
    place.say(ann, "/ban bob 2s");
    place.say(sue, "/ban 198.51.100.1 2s");
    place.say(sue, "/ban noname 2s");
    place.chat.pass(Milliseconds{3000});

    place.chat.from = address("198.51.100.1");
    EXPECT_TRUE(place.here(place.chat.connect_unread()));
    EXPECT_EQ(place.say(bob, "/join dev"), "#dev * bob joined #dev");
    EXPECT_EQ(place.say(gus, "/nick noname"), "* gus is now called noname");
}

TEST_F(HubSanctionTime, AMistypedTimeIsRefusedAndNotForEver) {
    place.enter(ann, "dev");
    place.enter(bob, "dev");

    for (const char* time : {"2hh", "2x", "2", "0m", "2H", "1.5h", ".5h", "+2h", "-2h", "2h30", "1e3s"}) {
        for (const char* act : {"/mute bob ", "/ban bob ", "/mute #dev bob "}) {
            EXPECT_EQ(place.say(ann, std::string(act) + time + " spam"),
                      "! " + std::string(time) + " is not a valid duration; use 30m, 2h, 7d, 1w or 1d12h");
        }
    }
    EXPECT_TRUE(state.sanctions.empty());
}

// Those that are over are swept a few at a time.
TEST(HubSanctionLimits, HoweverManyAreOverTheyCountForNothing) {
    KeptState state;
    Place place(state);
    const ClientId ann = place.registered("ann");
    place.enter(ann, "dev");
    for (std::size_t i = 0; i < SanctionRegister::max_of_a_room; ++i) {
        place.say(ann, "/ban x" + std::to_string(i) + " 1h");
    }
    place.chat.pass(std::chrono::hours(1));

    EXPECT_TRUE(place.say(ann, "/ban bob").starts_with("* bob is banned from #dev"));
}

}  // namespace
}  // namespace confab::unit
