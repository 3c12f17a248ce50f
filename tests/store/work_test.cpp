// How far long work is.
#include <gtest/gtest.h>

#include <optional>

#include "store/work.hpp"

namespace confab::store {
namespace {

TEST(LongWork, IsKnownInPercentWhileItIsUnderWay) {
    Work work("work");
    EXPECT_EQ(work.percent(), std::nullopt);
    {
        const Working working(work);
        EXPECT_EQ(work.percent(), 0U);
        work.is_at(1, 3);
        EXPECT_EQ(work.percent(), 33U);
        work.is_at(7, 3);
        EXPECT_EQ(work.percent(), 100U);
        work.is_at(0, 0);
        EXPECT_EQ(work.percent(), 100U);
    }
    EXPECT_EQ(work.percent(), std::nullopt);
}

TEST(LongWork, IsNotLoggedAtOnce) {
    Work work("work");

    work.begin();

    EXPECT_FALSE(work.is_log_due());
}

}  // namespace
}  // namespace confab::store
