// Numbers as text.
#include "confab/base/number.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace confab::unit {
namespace {

TEST(ParseNumber, TakesAllOfTheTextOrNothing) {
    EXPECT_EQ(parse_number<unsigned>("17"), 17U);
    EXPECT_EQ(parse_number<int>("-3"), -3);
    EXPECT_EQ(parse_number<double>("0.5"), 0.5);
    for (const char* text : {"", " 17", "17 ", "+17", "17x", "x"}) {
        EXPECT_EQ(parse_number<unsigned>(text), std::nullopt) << text;
    }
}

TEST(ParseNumber, RefusesANumberThatDoesNotFit) {
    EXPECT_EQ(parse_number<std::uint16_t>("65535"), 65535U);
    EXPECT_EQ(parse_number<std::uint16_t>("65536"), std::nullopt);
    EXPECT_EQ(parse_number<unsigned>("-1"), std::nullopt);
}

TEST(TakeNumber, TakesTheDigitsThatATextBeginsWith) {
    std::string_view text = "2026-11";

    EXPECT_EQ(take_number<unsigned>(text, 4), 2026U);
    EXPECT_EQ(text, "-11");
    EXPECT_EQ(take_number<unsigned>(text), std::nullopt);
    EXPECT_EQ(text, "-11") << "nothing was taken";
}

}  // namespace
}  // namespace confab::unit
