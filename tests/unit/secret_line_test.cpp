#include "confab/core/secret_line.hpp"

#include <gtest/gtest.h>

namespace confab::unit {
namespace {

TEST(SecretLine, IsWhatMayHoldAPassword) {
    for (const char* line : {"/login ann secret", "/LOGIN ann", "/log ann secret", "/register secret",
                             "/reg x", "/passwd a b", "/unregister x", " /login ann", "/un x"}) {
        EXPECT_TRUE(may_hold_secret(line)) << line;
    }
}

TEST(SecretLine, IsNothingElse) {
    for (const char* line : {"", "/", "hello", "login ann secret", "/register", "/r hello", "/reply hello",
                             "/registered x", "//login is a command", "/nick ann"}) {
        EXPECT_FALSE(may_hold_secret(line)) << line;
    }
}

}  // namespace
}  // namespace confab::unit
