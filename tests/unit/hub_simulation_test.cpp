// A million random commands of up to sixty people, everything checked after each.
// CONFAB_SEED replays a run, CONFAB_STEPS sets how many steps it has.
#include <gtest/gtest.h>

#include "unit/support/seed.hpp"
#include "unit/support/simulation.hpp"

namespace confab::unit {
namespace {

#if defined(CONFAB_SANITIZED)
constexpr std::size_t default_steps = 100'000;
#else
constexpr std::size_t default_steps = 1'000'000;
#endif

TEST(HubSimulation, EveryPromiseHoldsAfterEveryStep) {
    const unsigned seed = seed_of_run();
    const std::size_t steps = number_from("CONFAB_STEPS", default_steps);
    RecordProperty("seed", std::to_string(seed));
    Simulation simulation(seed);

    for (std::size_t i = 0; i < steps; ++i) {
        const std::string& broken = simulation.step();
        ASSERT_EQ(broken, "") << "step " << i << ", '" << simulation.last_command
                              << "', CONFAB_SEED=" << seed;
        if (i % 1000 != 999) continue;
        ASSERT_EQ(simulation.look_at_all(), "") << "step " << i << ", CONFAB_SEED=" << seed;
    }

    if (steps < default_steps) return;
    EXPECT_GT(simulation.most_clients, 50U) << "CONFAB_SEED=" << seed;
    EXPECT_GT(simulation.most_rooms, 10U) << "CONFAB_SEED=" << seed;
    EXPECT_GT(simulation.most_accounts, 5U) << "CONFAB_SEED=" << seed;
    EXPECT_GT(simulation.with_several, 10U) << "CONFAB_SEED=" << seed;
}

}  // namespace
}  // namespace confab::unit
