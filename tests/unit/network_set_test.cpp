// Many networks at once, and users of a Unix socket among them.
#include "confab/base/network_set.hpp"

#include <gtest/gtest.h>

namespace confab {
namespace {

Address one(std::string_view text) {
    const bool v6 = text.find(':') != std::string_view::npos;
    return parse_network(std::string(text) + (v6 ? "/128" : "/32")).value().address;
}

NetworkSet set_of(std::initializer_list<const char*> texts) {
    std::vector<Network> networks;
    for (const char* text : texts) networks.push_back(parse_source(text).value());
    return NetworkSet(networks);
}

TEST(NetworkSet, HoldsWhatIsInOneOfItsNetworks) {
    const NetworkSet set = set_of({"192.0.2.0/24", "198.51.100.7", "2001:db8::/32", "2001:db9::1/128"});

    for (const char* in : {"192.0.2.0", "192.0.2.255", "198.51.100.7", "2001:db8:ffff::1", "2001:db9::1"}) {
        EXPECT_TRUE(set.contains(one(in))) << in;
    }
    for (const char* out : {"192.0.3.0", "198.51.100.8", "2001:dba::1", "2001:db9::2", "127.0.0.1"}) {
        EXPECT_FALSE(set.contains(one(out))) << out;
    }
}

TEST(NetworkSet, HoldsUsersOnlyByTheirNumber) {
    const NetworkSet set = set_of({"::/0", "0.0.0.0/0", "uid:1000"});

    EXPECT_TRUE(set.contains(Address::of_user(1000)));
    EXPECT_FALSE(set.contains(Address::of_user(1001)));
    EXPECT_TRUE(set.contains(one("192.0.2.7")));
    EXPECT_FALSE(NetworkSet().contains(one("192.0.2.7")));
}

TEST(NetworkSet, AUserIsAText) {
    EXPECT_EQ(parse_source("uid:0")->address, Address::of_user(0));
    EXPECT_EQ(parse_source("192.0.2.0/24"), parse_network("192.0.2.0/24"));
    for (const char* bad : {"uid:", "uid:-1", "uid:4294967296", "uid:1 ", "uid:root", "1000"}) {
        EXPECT_FALSE(parse_source(bad)) << bad;
    }
}

}  // namespace
}  // namespace confab
