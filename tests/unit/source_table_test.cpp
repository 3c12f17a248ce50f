// What each source may have at once, how often it may come, and how long it is kept out.
#include "confab/base/source_table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace confab {
namespace {

using Verdict = SourceTable::Verdict;
using std::chrono::seconds;

Address at(std::string_view text) {
    const bool v6 = text.find(':') != std::string_view::npos;
    return parse_network(std::string(text) + (v6 ? "/128" : "/32")).value().address;
}

class Sources : public testing::Test {
  protected:
    Sources() { configure(); }

    void configure() { table.configure(limits); }
    // Comes in if it may.
    Verdict come(const Address& from) {
        const SourceTable::Answer answer = table.ask(from, now);
        if (answer.verdict == Verdict::admitted) open.push_back(table.add(from, now));
        return answer.verdict;
    }
    std::size_t come_in(const Address& from, std::size_t tries) {
        std::size_t in = 0;
        for (std::size_t i = 0; i < tries; ++i) in += come(from) == Verdict::admitted ? 1 : 0;
        return in;
    }
    void all_go() {
        for (SourceTable::Entry* each : std::exchange(open, {})) table.remove(each, now);
    }
    void offend(const Address& from, Offence offence, int times) {
        for (int i = 0; i < times; ++i) table.penalise(from, offence, now);
    }

    SourceLimits limits;
    SourceTable table;
    MonoTime now{seconds(1000)};
    std::vector<SourceTable::Entry*> open;
};

TEST_F(Sources, HaveSoManyConnectionsAtOnceAndNoMore) {
    limits.connect_interval = {};
    configure();

    EXPECT_EQ(come_in(at("192.0.2.7"), 40), 32U);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::too_many);
    EXPECT_EQ(come_in(at("192.0.2.8"), 40), 32U) << "another source has its own";

    all_go();
    EXPECT_EQ(come_in(at("192.0.2.7"), 40), 32U);
}

TEST_F(Sources, OpenABurstOfConnectionsAndThenOneEachInterval) {
    for (int i = 0; i < 32; ++i) {
        EXPECT_EQ(come(at("192.0.2.7")), Verdict::admitted) << i;
        all_go();
    }
    const SourceTable::Answer refused = table.ask(at("192.0.2.7"), now);
    EXPECT_EQ(refused.verdict, Verdict::too_fast);
    EXPECT_NEAR(static_cast<double>(refused.wait.count()), 20'000, 2);

    now += seconds(19);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::too_fast);
    now += seconds(2);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::admitted);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::too_fast);

    all_go();
    now += seconds(20 * 32);
    EXPECT_EQ(come_in(at("192.0.2.7"), 40), 32U);
}

TEST_F(Sources, OfIpv6AreASubnetAndTheNetworkAroundHasFourTimesAsMuch) {
    limits.connect_interval = {};
    configure();

    EXPECT_EQ(come_in(at("2001:db8:1:1::1"), 20) + come_in(at("2001:db8:1:1::2"), 20), 32U) << "one /64";
    EXPECT_EQ(come_in(at("2001:db8:1:2::1"), 40), 32U);
    EXPECT_EQ(come_in(at("2001:db8:1:3::1"), 40), 32U);
    EXPECT_EQ(come_in(at("2001:db8:1:4::1"), 40), 32U);
    EXPECT_EQ(come_in(at("2001:db8:1:5::1"), 40), 0U) << "the /48 has four times 32";
    EXPECT_EQ(come_in(at("2001:db8:2:5::1"), 40), 32U) << "another /48";

    all_go();
    EXPECT_EQ(come_in(at("2001:db8:1:5::1"), 40), 32U);
}

TEST_F(Sources, OfIpv6ComeFourTimesAsOftenFromTheNetworkAround) {
    limits.max_connections = 0;
    configure();
    for (int subnet = 1; subnet <= 8; ++subnet) {
        come_in(at("2001:db8:1:" + std::to_string(subnet) + "::1"), 40);
    }
    EXPECT_EQ(open.size(), 128U);

    now += seconds(6);
    EXPECT_EQ(come_in(at("2001:db8:1:9::1"), 40), 1U) << "one each 5 s";
}

TEST_F(Sources, AreUsersOfAUnixSocketToo) {
    EXPECT_EQ(come_in(Address::of_user(1000), 40), 32U);
    EXPECT_EQ(come_in(Address::of_user(1001), 40), 32U);
}

TEST_F(Sources, AreKeptOutFromTheLeastPenaltyOnUntilItIsOver) {
    offend(at("192.0.2.7"), Offence::wrong_secret, 2);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::admitted) << "10 s are too few";

    offend(at("192.0.2.7"), Offence::wrong_secret, 1);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::penalised);
    EXPECT_EQ(table.ask(at("192.0.2.7"), now).wait, seconds(15));
    EXPECT_EQ(come(at("192.0.2.8")), Verdict::admitted);

    now += seconds(14);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::penalised) << "less than the least is left, but it is not over";
    now += seconds(1);
    EXPECT_EQ(come(at("192.0.2.7")), Verdict::admitted);
}

TEST_F(Sources, ForgetPenaltiesThatTimeTookOff) {
    for (int i = 0; i < 10; ++i) {
        offend(at("192.0.2.7"), Offence::not_chat, 1);
        now += seconds(5);
    }

    EXPECT_EQ(come(at("192.0.2.7")), Verdict::admitted);
}

TEST_F(Sources, AreNeverKeptOutForLongerThanTheGreatestPenalty) {
    offend(at("192.0.2.7"), Offence::slow_reader, 1000);

    EXPECT_EQ(table.ask(at("192.0.2.7"), now).wait, limits.max_penalty);
}

TEST_F(Sources, OfIpv6PayAQuarterForTheNetworkAround) {
    for (int subnet = 1; subnet <= 12; ++subnet) {
        EXPECT_EQ(come(at("2001:db8:1:ffff::1")), Verdict::admitted) << subnet;
        offend(at("2001:db8:1:" + std::to_string(subnet) + "::1"), Offence::wrong_secret, 1);
    }

    EXPECT_EQ(come(at("2001:db8:1:ffff::1")), Verdict::penalised) << "a quarter of 12 times 5 s";
    EXPECT_EQ(come(at("2001:db8:2:ffff::1")), Verdict::admitted);
}

TEST_F(Sources, HaveNoPenaltiesWhereTheseAreOff) {
    limits.max_penalty = {};
    configure();

    offend(at("192.0.2.7"), Offence::slow_reader, 1000);

    EXPECT_EQ(come(at("192.0.2.7")), Verdict::admitted);
}

TEST_F(Sources, WithoutAConnectionAreForgottenTheOldestFirst) {
    limits.max_sources = 100;
    configure();
    for (int i = 0; i < 32; ++i) {
        come(at("198.51.100.1"));
        all_go();
        come(at("198.51.100.2"));
        all_go();
    }
    const Address guest = at("203.0.113.1");
    come(guest);

    for (int i = 0; i < 99; ++i) {
        table.ask(at("192.0.2." + std::to_string(i)), now);
        table.ask(at("198.51.100.2"), now);  // used all the time
    }

    EXPECT_EQ(table.size(), 101U) << "100, and one that is connected";
    EXPECT_EQ(come(at("198.51.100.2")), Verdict::too_fast) << "remembered";
    EXPECT_EQ(come(at("198.51.100.1")), Verdict::admitted) << "forgotten, and so is what it did";
    EXPECT_EQ(come_in(guest, 40), 31U) << "not forgotten while it is connected";
}

TEST_F(Sources, NeverAreMoreThanThoseConnectedAndThoseRemembered) {
    limits.max_sources = 16;
    configure();
    for (int i = 0; i < 1000; ++i) {
        come(Address::of_user(static_cast<std::uint32_t>(i)));
        come(at("2001:db8:" + std::to_string(i) + "::1"));
        if (i % 3 == 0) all_go();
        EXPECT_LE(table.size(), 16 + 2 * open.size());
    }
    all_go();

    EXPECT_EQ(table.size(), 16U);
}

TEST_F(Sources, AreListedTheHeaviestFirst) {
    come_in(at("192.0.2.7"), 3);
    come_in(at("192.0.2.8"), 50);
    offend(at("192.0.2.9"), Offence::slow_reader, 1);

    const std::vector<SourceTable::Use> all = table.heaviest(10, now);

    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].source.text(), "192.0.2.8");
    EXPECT_EQ(all[0].connections, 32U);
    EXPECT_EQ(all[0].refused, 18U);
    EXPECT_EQ(all[1].source.text(), "192.0.2.7");
    EXPECT_EQ(all[2].penalty, seconds(10));
    EXPECT_EQ(table.heaviest(1, now).size(), 1U);
}

}  // namespace
}  // namespace confab
