// Names keep their colour, and it can be read on black and on white.
#include "dialect/terminal/palette.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <string>

namespace confab::dialect {
namespace {

using Rgb = std::array<int, 3>;

// As xterm has them.
Rgb rgb(std::uint8_t colour) {
    static constexpr std::array<Rgb, 16> first{{{0, 0, 0},
                                                {205, 0, 0},
                                                {0, 205, 0},
                                                {205, 205, 0},
                                                {0, 0, 238},
                                                {205, 0, 205},
                                                {0, 205, 205},
                                                {229, 229, 229},
                                                {127, 127, 127},
                                                {255, 0, 0},
                                                {0, 255, 0},
                                                {255, 255, 0},
                                                {92, 92, 255},
                                                {255, 0, 255},
                                                {0, 255, 255},
                                                {255, 255, 255}}};
    if (colour < 16) return first[colour];
    const auto step = [](int n) { return n == 0 ? 0 : 55 + 40 * n; };
    const int cube = colour - 16;
    return {step(cube / 36), step(cube / 6 % 6), step(cube % 6)};
}

double luminance(const Rgb& colour) {
    const auto linear = [](int value) {
        const double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

double least_contrast(std::uint8_t colour) {
    const double light = luminance(rgb(colour)) + 0.05;
    return std::min(light / 0.05, 1.05 / light);
}

TEST(Palette, EveryColourStandsOutFromBlackAndFromWhite) {
    for (const std::uint8_t colour : palette(Depth::sixteen))
        EXPECT_GE(least_contrast(colour), 3.0) << +colour;
    for (const std::uint8_t colour : palette(Depth::many)) EXPECT_GE(least_contrast(colour), 3.9) << +colour;
}

TEST(Palette, HasNoColourTwice) {
    for (const Depth depth : {Depth::sixteen, Depth::many}) {
        const auto colours = palette(depth);
        EXPECT_EQ(std::set<std::uint8_t>(colours.begin(), colours.end()).size(), colours.size());
    }
    EXPECT_TRUE(palette(Depth::none).empty());
}

// These very values are a promise: a name never changes its colour.
TEST(Palette, ANameHasItsColourForEver) {
    EXPECT_EQ(colour_of("alice", Depth::many), 29);
    EXPECT_EQ(colour_of("bob", Depth::many), 130);
    EXPECT_EQ(colour_of("guest1", Depth::many), 129);
    EXPECT_EQ(colour_of("Ömer", Depth::many), 163);
    EXPECT_EQ(colour_of("alice", Depth::sixteen), 13);
    EXPECT_EQ(colour_of("alice", Depth::none), 0);
}

TEST(Palette, CaseMakesNoOtherColour) {
    EXPECT_EQ(colour_of("ALICE", Depth::many), colour_of("alice", Depth::many));
    EXPECT_EQ(colour_of("ÖMER", Depth::many), colour_of("ömer", Depth::many));
}

TEST(Palette, NamesSpreadOverAllColours) {
    std::array<int, 256> seen{};
    constexpr int names = 16000;
    for (int i = 0; i < names; ++i) ++seen[colour_of("guest" + std::to_string(i), Depth::many)];

    for (const std::uint8_t colour : palette(Depth::many))
        EXPECT_NEAR(seen[colour], names / 16, 200) << +colour;
}

}  // namespace
}  // namespace confab::dialect
