// Ends that are spread over a time.
#include <gtest/gtest.h>

#include "net/spread.hpp"

namespace confab::integration {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const net::Spread::Clock::time_point began{seconds(1000)};

TEST(Spread, FewAreSpreadAsEvenlyAsMany) {
    for (const std::size_t total : {3U, 50U, 10'000U}) {
        net::Spread spread(total, began, seconds(100));
        std::size_t ended = 0;
        for (int tenths = 0; tenths <= 1000; ++tenths) {
            ended += spread.due(began + milliseconds(100 * tenths));
            const double wanted = static_cast<double>(total) * tenths / 1000;
            ASSERT_LE(static_cast<double>(ended), wanted + 1e-6) << total << " at " << tenths;
            ASSERT_GT(static_cast<double>(ended), wanted - 1 - 1e-6) << total << " at " << tenths;
        }
        EXPECT_EQ(ended, total);
        EXPECT_EQ(spread.due(began + seconds(200)), 0U);
    }
}

TEST(Spread, WithoutATimeAllEndAtOnce) {
    net::Spread spread(7, began, seconds(0));

    EXPECT_EQ(spread.due(began), 7U);
    EXPECT_TRUE(spread.is_over(began));
}

}  // namespace
}  // namespace confab::integration
