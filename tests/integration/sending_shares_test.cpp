// What a source may send, divided among its connections.
#include "net/sending_shares.hpp"

#include <gtest/gtest.h>

#include <map>

namespace confab::net {
namespace {

using std::chrono::seconds;

class SendingSharesOf : public testing::Test {
  protected:
    void open(std::uint32_t from, std::uint32_t to, std::uint32_t source) {
        for (std::uint32_t slot = from; slot < to; ++slot) shares.opened({slot, slot + 1}, source);
    }
    void all_send(std::uint32_t from, std::uint32_t to) {
        for (std::uint32_t slot = from; slot < to; ++slot) shares.sent({slot, slot + 1}, now);
    }
    std::uint16_t share(std::uint32_t slot) { return told.contains(slot) ? told[slot] : std::uint16_t{1}; }

    MonoTime now{seconds(100)};
    std::map<std::uint32_t, std::uint16_t> told;
    SendingShares shares{[this](ClientId who, std::uint16_t connections) { told[who.slot] = connections; }};
};

TEST_F(SendingSharesOf, EightConnectionsAreUndivided) {
    open(0, 8, 1);

    all_send(0, 8);

    EXPECT_TRUE(told.empty());
}

TEST_F(SendingSharesOf, MoreShareWhatEightMaySend) {
    open(0, 32, 1);
    open(32, 40, 2);

    all_send(0, 40);

    EXPECT_EQ(share(0), 4) << "32 connections at a quarter are 8";
    EXPECT_EQ(share(31), 4);
    EXPECT_EQ(share(32), 1) << "another source";
}

TEST_F(SendingSharesOf, OnlyThoseInUseAreCounted) {
    open(0, 32, 1);

    all_send(0, 9);
    EXPECT_EQ(share(0), 2);
    EXPECT_EQ(share(31), 2) << "it may send at any time";

    now += seconds(10);
    all_send(0, 3);
    now += seconds(10);
    all_send(0, 3);
    EXPECT_EQ(share(0), 1);
    EXPECT_EQ(share(31), 1);
}

TEST_F(SendingSharesOf, ANewConnectionHasTheShareOfItsSource) {
    open(0, 32, 1);
    all_send(0, 32);

    open(32, 33, 1);

    EXPECT_EQ(share(32), 4);
}

TEST_F(SendingSharesOf, ThePersonsShareHoldsIfItIsSmaller) {
    open(0, 32, 1);
    shares.share_person({0, 1}, 10);
    EXPECT_EQ(share(0), 10);

    all_send(0, 32);
    EXPECT_EQ(share(0), 10);
    EXPECT_EQ(share(1), 4);

    shares.share_person({0, 1}, 1);
    EXPECT_EQ(share(0), 4);
}

TEST_F(SendingSharesOf, WithoutASourceNothingIsDivided) {
    open(0, 32, 0);

    all_send(0, 32);

    EXPECT_TRUE(told.empty());
    shares.share_person({5, 6}, 2);
    EXPECT_EQ(share(5), 2);
}

TEST_F(SendingSharesOf, WhoeverHasGoneIsForgotten) {
    open(0, 32, 1);
    all_send(0, 32);
    for (std::uint32_t slot = 0; slot < 32; ++slot) shares.closed({slot, slot + 1});
    told.clear();

    open(0, 1, 1);
    shares.sent({5, 6}, now);

    EXPECT_EQ(share(0), 1);
}

}  // namespace
}  // namespace confab::net
