// A client that reads nothing until much has been said.
#pragma once

#include <gtest/gtest.h>

#include "integration/support/client.hpp"

namespace confab::integration {

// `talker` is called ann. What is said must fit into the queue of `late`.
inline void expect_that_late_gets_everything(Client& talker, Client& late) {
    const std::string text(1000, 'x');

    for (int n = 0; n < 2000; ++n) {
        talker.say(std::to_string(n) + text);
        talker.line();
    }

    for (int n = 0; n < 2000; ++n) ASSERT_EQ(late.line(), "ann: " + std::to_string(n) + text);
}

}  // namespace confab::integration
