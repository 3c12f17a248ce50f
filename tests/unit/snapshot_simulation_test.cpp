// The chat is a deterministic state machine: the same inputs give the same events and the same state, also in
// a hub that was restored from bytes on the way. CONFAB_SEED replays a run, CONFAB_STEPS says how long it is.
#include <gtest/gtest.h>

#include "unit/support/operation_walk.hpp"
#include "unit/support/seed.hpp"
#include "unit/support/walk.hpp"

namespace confab::unit {
namespace {

constexpr std::size_t default_twin_steps = 3'000;
constexpr std::size_t default_snapshot_steps = 10'000;

TEST(Snapshot, TwinsStayEqual) {
    const unsigned seed = seed_of_run();
    const std::size_t steps = number_from("CONFAB_STEPS", default_twin_steps);
    Walk walk(seed);
    Twins twins(Walk::settings(), walk);

    for (std::size_t i = 0; i < steps; ++i) {
        ASSERT_TRUE(twins.step() && twins.same_state())
            << "step " << i << ", CONFAB_SEED=" << seed << ": " << twins.difference;
    }
}

TEST(Snapshot, TwinsFedWithOperationsStayEqualAlsoIfOneIsRestored) {
    const unsigned seed = seed_of_run();
    const std::size_t steps = number_from("CONFAB_STEPS", default_snapshot_steps);
    OperationWalk walk(seed);
    Twins twins(Walk::settings(), walk);
    std::size_t with_several = 0;

    for (std::size_t i = 0; i < steps; ++i) {
        ASSERT_TRUE(twins.step()) << "step " << i << ", CONFAB_SEED=" << seed << ": " << twins.difference;
        if (i % 20 == 0) {
            ASSERT_TRUE(twins.same_state())
                << "step " << i << ", CONFAB_SEED=" << seed << ": " << twins.difference;
        }
        if (i % 100 == 50) {
            ASSERT_TRUE(twins.restore())
                << "step " << i << ", CONFAB_SEED=" << seed << ": " << twins.difference;
        }
        if (twins.first->hub.clients() > twins.first->hub.users().size()) ++with_several;
    }

    if (steps >= default_snapshot_steps) EXPECT_GT(with_several, 100U) << "CONFAB_SEED=" << seed;
}

TEST(Snapshot, ARestoredHubGoesOnAsTheOneThatWasWritten) {
    const unsigned seed = seed_of_run();
    const std::size_t steps = number_from("CONFAB_STEPS", default_snapshot_steps);
    std::mt19937 random(seed + 1);
    Walk walk(seed);
    Twins twins(Walk::settings(), walk);
    std::size_t restored = 0;
    std::size_t largest = 0;

    for (std::size_t i = 0; i < steps; ++i) {
        ASSERT_TRUE(twins.step()) << "step " << i << ", CONFAB_SEED=" << seed << ": " << twins.difference;
        if (random() % 50 != 0 || holds_typed_password(twins.first->hub)) continue;
        ASSERT_TRUE(twins.restore()) << "step " << i << ", CONFAB_SEED=" << seed << ": " << twins.difference;
        largest = std::max(largest, twins.first->hub.snapshot(twins.first->now()).size());
        ++restored;
    }
    EXPECT_TRUE(twins.same_state()) << twins.difference;

    RecordProperty("restored", std::to_string(restored));
    RecordProperty("largest", std::to_string(largest));
    if (steps >= default_snapshot_steps) EXPECT_GT(restored, 50U) << "CONFAB_SEED=" << seed;
}

}  // namespace
}  // namespace confab::unit
