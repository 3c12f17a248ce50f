// Addresses and networks: read, shown, and held against each other.
#include "confab/base/address.hpp"

#include <gtest/gtest.h>

namespace confab {
namespace {

Address address(std::string_view text) {
    // With all of its bits, where an IPv6 one alone would be its /64.
    const bool v6 = text.find(':') != std::string_view::npos;
    return parse_network(std::string(text) + (v6 ? "/128" : "/32")).value().address;
}

struct Read {
    const char* text;
    const char* shown;
};

class NetworkText : public testing::TestWithParam<Read> {};

TEST_P(NetworkText, IsReadAndShown) {
    const auto network = parse_network(GetParam().text);

    ASSERT_TRUE(network);
    EXPECT_EQ(network->text(), GetParam().shown);
    EXPECT_EQ(parse_network(network->text()), network);
}

INSTANTIATE_TEST_SUITE_P(
    All, NetworkText,
    testing::Values(Read{"192.0.2.7", "192.0.2.7"}, Read{"192.0.2.7/24", "192.0.2.0/24"},
                    Read{"192.0.2.7/32", "192.0.2.7"}, Read{"192.0.2.7/0", "0.0.0.0/0"},
                    Read{"192.0.2.135/25", "192.0.2.128/25"}, Read{"2001:db8::7", "2001:db8::/64"},
                    Read{"2001:DB8::7/32", "2001:db8::/32"}, Read{"2001:db8::7/128", "2001:db8::7/128"},
                    Read{"2001:db8:ffff::/33", "2001:db8:8000::/33"}, Read{"::ffff:192.0.2.7", "192.0.2.7"},
                    Read{"::ffff:192.0.2.7/120", "192.0.2.0/24"}, Read{"::1", "::1"}, Read{"::/0", "::/0"},
                    Read{"127.0.0.1", "127.0.0.1"}));

class BadNetwork : public testing::TestWithParam<const char*> {};

TEST_P(BadNetwork, IsNone) { EXPECT_EQ(parse_network(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(All, BadNetwork,
                         testing::Values("", "/", "/8", "bob", "dead", "192.0.2", "192.0.2.7/",
                                         "192.0.2.7/33", "192.0.2.7/-1", "192.0.2.7/+8", "192.0.2.7/8 ",
                                         "192.0.2.7/8/8", "192.0.2.256", " 192.0.2.7", "2001:db8::/129",
                                         "2001:db8:::1", "::", "::/1", "fe80::1%eth0",
                                         "192.0.2.7/99999999999",
                                         "2001:0db8:0000:0000:0000:0000:0000:0007:0000:0000:0000:0000:0000"));

TEST(Network, HoldsWhatItsBitsSay) {
    const Network v4 = parse_network("192.0.2.0/25").value();
    const Network v6 = parse_network("2001:db8::7").value();

    EXPECT_TRUE(v4.contains(address("192.0.2.127")));
    EXPECT_TRUE(v4.contains(address("::ffff:192.0.2.1")));
    EXPECT_FALSE(v4.contains(address("192.0.2.128")));
    EXPECT_FALSE(v4.contains(address("2001:db8::7")));
    EXPECT_TRUE(v6.contains(address("2001:db8::ffff:1")));
    EXPECT_FALSE(v6.contains(address("2001:db8:0:1::7")));
}

TEST(Network, NeverHoldsWhatIsNotFromANetwork) {
    EXPECT_FALSE(parse_network("::/0").value().contains(Address{}));
    EXPECT_TRUE(parse_network("::/0").value().contains(address("192.0.2.7")));
    EXPECT_FALSE(parse_network("0.0.0.0/0").value().contains(address("2001:db8::7")));
}

TEST(Address, KnowsWhereItIsFrom) {
    EXPECT_TRUE(Address{}.local());
    EXPECT_TRUE(Address{}.loopback());
    EXPECT_EQ(Address{}.text(), "local");
    EXPECT_TRUE(address("127.9.9.9").loopback());
    EXPECT_TRUE(address("::1").loopback());
    EXPECT_FALSE(address("::2").loopback());
    EXPECT_FALSE(address("128.0.0.1").loopback());
    EXPECT_TRUE(address("192.0.2.7").is_v4());
    EXPECT_FALSE(address("2001:db8::7").is_v4());
}

TEST(Address, OfAUserIsLocalAndOneSource) {
    const Address ann = Address::of_user(1000);

    EXPECT_TRUE(ann.local());
    EXPECT_TRUE(ann.loopback());
    EXPECT_EQ(ann.text(), "local (uid 1000)");
    EXPECT_EQ(Address::of_user(4294967294).text(), "local (uid 4294967294)");
    EXPECT_NE(source_of(ann), source_of(Address::of_user(1001)));
    EXPECT_FALSE(parse_network("::/0").value().contains(ann));
}

TEST(Source, IsAnIPv4AddressOrA64) {
    EXPECT_EQ(source_of(address("192.0.2.7")).text(), "192.0.2.7");
    EXPECT_EQ(source_of(address("2001:db8::7")).text(), "2001:db8::/64");
    EXPECT_EQ(source_of(address("2001:db8::7")), source_of(address("2001:db8::8")));
}

}  // namespace
}  // namespace confab
