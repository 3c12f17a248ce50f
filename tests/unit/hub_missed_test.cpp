// People whom somebody quiet talked with, and is told of when they leave.
#include <gtest/gtest.h>

#include "unit/support/quiet.hpp"

namespace confab::unit {
namespace {

TEST_F(HubQuiet, WhoSpokeLatelyIsMissed) {
    const ClientId dan = comes("dan");
    chat.line(dan, "hi");
    chat.pass(15 * minute - second);
    chat.forget_all();

    chat.disconnect(dan, "gone home");

    EXPECT_EQ(chat.take(ann), (Lines{"* dan left #lobby (gone home)"}));
    EXPECT_EQ(chat.take(eve), Lines{});
}

TEST_F(HubQuiet, WhoWasIdleIsNot) {
    const ClientId dan = comes("dan");
    const ClientId fay = comes("fay");
    chat.line(dan, "hi");
    chat.pass(15 * minute);
    chat.forget_all();

    chat.disconnect(dan);
    chat.disconnect(fay);
    chat.pass(minute);

    EXPECT_EQ(chat.take(ann), Lines{});
    EXPECT_EQ(chat.take(bob), (Lines{"* dan left #lobby", "* fay left #lobby"}));
}

TEST_F(HubQuiet, WhoSpokeElsewhereIsIdleHere) {
    const ClientId dan = comes("dan");
    chat.line(dan, "/join dev");
    chat.line(dan, "hi dev");
    chat.pass(minute);
    chat.forget_all();

    chat.disconnect(dan);

    EXPECT_EQ(chat.take(ann), Lines{});
}

TEST_F(HubQuiet, WhoWroteInPrivateIsMissedByTheOther) {
    const ClientId gus = comes("gus");
    chat.answer(gus, "/quiet on");
    const ClientId dan = comes("dan");
    chat.line(ann, "/msg dan psst");
    chat.pass(minute);
    chat.forget_all();

    chat.disconnect(dan);

    EXPECT_EQ(chat.take(ann), (Lines{"* dan left #lobby"}));
    EXPECT_EQ(chat.take(bob), (Lines{"* dan left #lobby"}));
    EXPECT_EQ(chat.take(gus), Lines{});
}

TEST_F(HubQuiet, APrivateTalkIsForgottenAfterAWhile) {
    const ClientId dan = comes("dan");
    chat.line(dan, "/msg ann psst");
    chat.pass(15 * minute);
    chat.forget_all();

    chat.disconnect(dan);

    EXPECT_EQ(chat.take(ann), Lines{});
}

TEST(Confidants, TheOldestOfTooManyIsForgotten) {
    Confidants confidants;
    for (std::uint32_t i = 0; i < Confidants::most; ++i) {
        confidants.add({i, i + 1}, MonoTime{Milliseconds{i}});
    }
    confidants.add({0, 1}, MonoTime{Milliseconds{100}});

    confidants.add({99, 100}, MonoTime{Milliseconds{101}});

    ASSERT_EQ(confidants.all().size(), Confidants::most);
    EXPECT_EQ(confidants.all()[0].who, (UserId{0, 1}));
    EXPECT_EQ(confidants.all()[1].who, (UserId{99, 100}));
}

}  // namespace
}  // namespace confab::unit
