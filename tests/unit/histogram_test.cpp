// How often a value was at most so much.
#include "confab/base/histogram.hpp"

#include <gtest/gtest.h>

namespace confab {
namespace {

constexpr std::array few_bounds{1.0, 2.0};

TEST(Histogram, AValueCountsForTheFirstBoundThatItDoesNotExceed) {
    Histogram<few_bounds> histogram;

    for (const double value : {0.5, 1.0, 1.5, 3.0}) histogram.add(value);

    EXPECT_EQ(histogram.counts()[0], 2U);
    EXPECT_EQ(histogram.counts()[1], 1U);
    EXPECT_EQ(histogram.counts()[2], 1U);
    EXPECT_DOUBLE_EQ(histogram.sum(), 6);
}

}  // namespace
}  // namespace confab
