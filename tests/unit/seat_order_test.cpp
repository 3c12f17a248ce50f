// The source with the most places to come back to gives up its oldest first.
#include "confab/core/users/seat_order.hpp"

#include <gtest/gtest.h>

namespace confab {
namespace {

WallTime at(int second) { return WallTime{Milliseconds{1000 * second}}; }

TEST(SeatOrder, OfTheLargestSourceTheOldestGoesFirst) {
    SeatOrder order;
    order.add("home", at(1), "h1");
    order.add("flood", at(2), "f1");
    order.add("flood", at(3), "f2");

    EXPECT_EQ(order.first_to_go(), "f1");
    order.remove("flood", at(2), "f1");
    EXPECT_EQ(order.first_to_go(), "h1") << "of those with as many, the one that left first";
    order.remove("home", at(1), "h1");
    order.remove("flood", at(3), "f2");
    EXPECT_EQ(order.first_to_go(), "");
    EXPECT_EQ(order.size(), 0U);
}

TEST(SeatOrder, PlacesOfNoSourceStandAlone) {
    SeatOrder order;
    order.add("", at(1), "a");
    order.add("", at(2), "b");
    order.add("", at(3), "c");
    order.add("home", at(4), "h1");
    order.add("home", at(5), "h2");

    EXPECT_EQ(order.first_to_go(), "h1");
    order.remove("home", at(4), "h1");
    order.remove("", at(1), "a");
    EXPECT_EQ(order.first_to_go(), "b");
    EXPECT_EQ(order.size(), 3U);
}

TEST(SeatOrder, KnowsTheOldestOfAll) {
    SeatOrder order;
    order.add("flood", at(2), "f1");
    order.add("home", at(1), "h1");

    EXPECT_EQ(order.oldest(at(1)), "");
    EXPECT_EQ(order.oldest(at(9)), "h1");
}

TEST(SeatOrder, ForgettingWhatIsNotThereChangesNothing) {
    SeatOrder order;
    order.add("home", at(1), "h1");
    order.remove("elsewhere", at(1), "x");
    order.remove("home", at(2), "h1");

    EXPECT_EQ(order.size(), 1U);
    EXPECT_EQ(order.first_to_go(), "h1");
}

}  // namespace
}  // namespace confab
