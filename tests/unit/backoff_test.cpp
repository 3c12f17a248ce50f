// How long one waits after failures.
#include "confab/base/backoff.hpp"

#include <gtest/gtest.h>

#include <string>

namespace confab {
namespace {

TEST(Backoff, RemembersOnlySoMany) {
    Backoff backoff({1, Milliseconds{1'000}, Milliseconds{60'000}});
    const MonoTime now{Milliseconds{1'000}};

    for (std::size_t i = 0; i <= Backoff::most; ++i) backoff.failed(std::to_string(i), "", now);

    EXPECT_EQ(backoff.size(), Backoff::most);
    EXPECT_EQ(backoff.wait("0", now), Milliseconds{0});
    EXPECT_EQ(backoff.wait("1", now), Milliseconds{1'000});
}

TEST(Backoff, DoesNotGrowWithoutEnd) {
    Backoff backoff({3, Milliseconds{1'000}, Milliseconds{900'000}});
    const MonoTime now{Milliseconds{1'000}};

    for (int i = 0; i < 1'000'000; ++i) backoff.failed("eve", "", now);

    EXPECT_EQ(backoff.wait("eve", now), Milliseconds{900'000});
    EXPECT_EQ(backoff.wait("eve", now + Milliseconds{900'000}), Milliseconds{0});
    EXPECT_FALSE(backoff.strict("eve", now + 12 * Milliseconds{900'000}));
}

}  // namespace
}  // namespace confab
