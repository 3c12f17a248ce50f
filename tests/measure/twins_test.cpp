// A million steps of two hubs, one of which is restored from bytes again and again: equal events after each
// step, and equal states after some. CONFAB_SEED replays a run, CONFAB_STEPS says how long it is.
#include <gtest/gtest.h>

#include <iostream>

#include "unit/support/operation_walk.hpp"
#include "unit/support/seed.hpp"
#include "unit/support/walk.hpp"

namespace confab::unit {
namespace {

constexpr std::size_t default_steps = 1'000'000;
constexpr std::size_t restored_every = 1'000;
constexpr std::size_t compared_every = 100;

void expect_equal_twins(Steps& walk, std::size_t steps) {
    Twins twins(Walk::settings(), walk);
    std::size_t restored = 0;
    for (std::size_t i = 0; i < steps; ++i) {
        ASSERT_TRUE(twins.step()) << "step " << i << ": " << twins.difference;
        if (i % compared_every == 0) {
            ASSERT_TRUE(twins.same_state()) << "step " << i << ": " << twins.difference;
        }
        if (i % restored_every != 0 || holds_typed_password(twins.first->hub)) continue;
        ASSERT_TRUE(twins.restore()) << "step " << i << ": " << twins.difference;
        ++restored;
    }
    EXPECT_GT(restored, steps / restored_every / 4);
}

std::size_t steps_of_run() { return number_from("CONFAB_STEPS", default_steps); }

TEST(Twins, StayEqualForAMillionSteps) {
    const unsigned seed = seed_of_run();
    std::cerr << "CONFAB_SEED=" << seed << '\n';
    Walk walk(seed);

    expect_equal_twins(walk, steps_of_run());
}

TEST(Twins, FedWithAMillionOperationsStayEqual) {
    const unsigned seed = seed_of_run();
    std::cerr << "CONFAB_SEED=" << seed << '\n';
    OperationWalk walk(seed);

    expect_equal_twins(walk, steps_of_run());
}

}  // namespace
}  // namespace confab::unit
