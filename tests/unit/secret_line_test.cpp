#include "confab/dialect/text/secret_line.hpp"

#include <gtest/gtest.h>

namespace confab::unit {
namespace {

TEST(SecretLine, IsWhatMayHoldAPassword) {
    for (const char* line : {"/login ann secret",
                             "/LOGIN ann",
                             "/log ann secret",
                             "/register secret",
                             "/reg x",
                             "/passwd a b",
                             "/unregister x",
                             " /login ann",
                             "/un x",
                             "/join dev key",
                             "/j dev key",
                             "/room key tuna",
                             "/resume abc-def",
                             "\u00a0/login ann",
                             "\ufeff/login ann",
                             "\u0301/login ann",
                             "\ufffd/login ann",
                             "\uff0flogin ann",
                             "\uff0f\uff4c\uff4f\uff47\uff49\uff4e\u3000ann",
                             "\u2215login ann",
                             "/log\u200bin ann",
                             "@label=x /login ann secret",
                             " @label=x  /login ann secret",
                             "@LABEL=x /login ann secret",
                             "@label=x/login ann secret",
                             "@label=x @label=y /login ann secret",
                             "@time=1;a=2 /login ann secret",
                             "@label=x\u00a0/login ann secret",
                             "/login\u00a0ann"}) {
        EXPECT_TRUE(may_hold_secret(line)) << line;
    }
}

TEST(SecretLine, IsNothingElse) {
    for (const char* line : {"",
                             "/",
                             "hello",
                             "@ann see /login for that",
                             "@label=x /who",
                             "a=b /login ann",
                             "login ann secret",
                             "/register",
                             "/r hello",
                             "/reply hello",
                             "/registered x",
                             "//login is a command",
                             "/nick ann",
                             "/join dev",
                             "/join dev \u200b",
                             "/room key off",
                             "/room slow 10s",
                             "/resume",
                             "\uff0f(^o^)\uff3c",
                             "e\u0301/login ann",
                             "a /login ann",
                             "> /login ann"}) {
        EXPECT_FALSE(may_hold_secret(line)) << line;
    }
}

}  // namespace
}  // namespace confab::unit
