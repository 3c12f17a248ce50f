// A room that ann owns, with a member and a guest in it.
#pragma once

#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {

class HubRoomRules : public testing::Test {
  protected:
    void SetUp() override {
        place.enter(ann, "dev");
        place.enter(bob, "dev");
        place.enter(gus, "dev");
    }

    KeptState state;
    Place place{state};
    ClientId ann = place.registered("ann");
    ClientId bob = place.registered("bob", "192.0.2.5");
    ClientId gus = place.guest("gus", "192.0.2.6");
};

}  // namespace confab::unit
