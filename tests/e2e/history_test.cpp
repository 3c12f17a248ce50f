#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST(MessageRing, TheTimeIsOfTheServersTimeZone) {
    // Five and three quarter hours east of Greenwich, which no machine is in by default.
    Confabd daemon(Launch{.environment = {"TZ=TST-05:45"}});
    Client alice = daemon.client("alice");
    const auto shown_at = [](std::time_t now) {
        const std::time_t minutes = (now / 60 + 5 * 60 + 45) % (24 * 60);
        const std::string hour = std::to_string(100 + minutes / 60).substr(1);
        return hour + ":" + std::to_string(100 + minutes % 60).substr(1);
    };

    const std::time_t before = std::time(nullptr);
    alice.answer("hello");
    const std::time_t after = std::time(nullptr);
    Client bob = daemon.connect();
    bob.greeting();
    bob.expect("* last 1 line of #lobby:");
    const std::string replayed = bob.line();

    EXPECT_TRUE(replayed == shown_at(before) + " alice: hello" ||
                replayed == shown_at(after) + " alice: hello")
        << replayed << " at " << shown_at(before);
}

}  // namespace
}  // namespace confab::e2e
