// The flood budget at its limits.
#include "confab/base/flood.hpp"

#include <gtest/gtest.h>

namespace confab {
namespace {

constexpr MonoTime start{Milliseconds{123'456}};
constexpr FloodLimit usual{5, 20};

int spend_all(FloodBudget& budget, const FloodLimit& limit, MonoTime now) {
    int lines = 0;
    while (lines < 1000 && budget.ready(limit, now)) {
        budget.spend(limit);
        ++lines;
    }
    return lines;
}

TEST(FloodBudget, ABurstMayComeAtOnce) {
    FloodBudget budget;

    EXPECT_EQ(spend_all(budget, usual, start), 20);
}

TEST(FloodBudget, AfterTheBurstTheRateHolds) {
    FloodBudget budget;
    spend_all(budget, usual, start);

    EXPECT_FALSE(budget.ready(usual, start + Milliseconds{199}));
    EXPECT_TRUE(budget.ready(usual, start + Milliseconds{200}));
}

TEST(FloodBudget, ClientsThatShareTheLimitHaveTheirPartOfTheRateAndOfTheBurst) {
    FloodBudget budget;
    budget.share(usual, 4);
    EXPECT_EQ(spend_all(budget, usual, start), 5);
    EXPECT_FALSE(budget.ready(usual, start + Milliseconds{799}));
    EXPECT_TRUE(budget.ready(usual, start + Milliseconds{800}));

    budget.share(usual, 1);
    EXPECT_EQ(spend_all(budget, usual, start + std::chrono::hours{1}), 20);
}

TEST(FloodBudget, WhoeverBeginsToShareKeepsNoMoreThanTheirPart) {
    FloodBudget budget;
    EXPECT_TRUE(budget.ready(usual, start));

    budget.share(usual, 10);

    EXPECT_EQ(spend_all(budget, usual, start), 2);
}

TEST(FloodBudget, NeverSavesMoreThanTheBurst) {
    FloodBudget budget;
    spend_all(budget, usual, start);

    EXPECT_EQ(spend_all(budget, usual, start + std::chrono::hours{5}), 20);
}

TEST(FloodBudget, WhatIsNotSpentCostsNothing) {
    FloodBudget budget;

    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(budget.ready(usual, start));
    EXPECT_EQ(spend_all(budget, usual, start), 20);
}

TEST(FloodBudget, OverAMinuteItLetsThroughBurstAndRate) {
    FloodBudget budget;
    int lines = 0;

    for (Milliseconds t{0}; t < Milliseconds{60'000}; t += Milliseconds{7}) {
        lines += spend_all(budget, usual, start + t);
    }

    EXPECT_GE(lines, 20 + 298);
    EXPECT_LE(lines, 20 + 300);
}

TEST(FloodBudget, AfterTheWaitItIsReady) {
    for (const double rate : {0.01, 0.3, 1.0, 5.0, 7.0, 333.0, 1e6}) {
        const FloodLimit limit{rate, 3};
        FloodBudget budget;
        spend_all(budget, limit, start);

        // A float may miss by its last bit; then a millisecond more is enough.
        EXPECT_TRUE(budget.ready(limit, start + budget.wait(limit) + Milliseconds{1})) << rate;
    }
}

TEST(FloodBudget, TheWaitIsNeverNothing) {
    FloodBudget budget;
    const FloodLimit fast{1e6, 1};
    spend_all(budget, fast, start);

    EXPECT_GE(budget.wait(fast), Milliseconds{1});
    EXPECT_GE(budget.wait({0, 1}), Milliseconds{1});
}

TEST(FloodBudget, WithoutARateThereIsNoLimit) {
    FloodBudget budget;

    EXPECT_EQ(spend_all(budget, {0, 1}, start), 1000);
}

TEST(FloodBudget, ABurstOfNothingStillLetsOneLineThrough) {
    FloodBudget budget;

    EXPECT_EQ(spend_all(budget, {5, 0}, start), 1);
}

TEST(FloodBudget, ALimitThatIsSwitchedOnLaterHoldsFromThen) {
    FloodBudget budget;
    spend_all(budget, {0, 1}, start);

    EXPECT_EQ(spend_all(budget, usual, start), 20);
}

TEST(FloodBudget, WhatCostsMuchIsPaidForAfterwards) {
    FloodBudget budget;
    ASSERT_TRUE(budget.ready(usual, start));

    budget.spend(usual, 25);

    EXPECT_FALSE(budget.ready(usual, start));
    EXPECT_FALSE(budget.ready(usual, start + Milliseconds{1100}));
    EXPECT_TRUE(budget.ready(usual, start + Milliseconds{1300}));
}

TEST(FloodBudget, NobodyOwesMoreThanFiveBursts) {
    FloodBudget budget;
    ASSERT_TRUE(budget.ready(usual, start));

    for (int i = 0; i < 10; ++i) budget.spend(usual, 1000000);

    EXPECT_FALSE(budget.ready(usual, start + Milliseconds{20000}));
    EXPECT_TRUE(budget.ready(usual, start + Milliseconds{22500}));
}

}  // namespace
}  // namespace confab
