// RFC 1143, table by table.
#include <gtest/gtest.h>

#include <string>

#include "confab/wire/telnet/telnet_option.hpp"

namespace confab::wire {
namespace {

using Say = TelnetOption::Say;

TEST(TelnetOption, IsOnOnceBothSaidSo) {
    TelnetOption option;

    EXPECT_EQ(option.want(true), Say::on);
    EXPECT_FALSE(option.on());
    EXPECT_EQ(option.peer_on(true), Say::nothing);
    EXPECT_TRUE(option.on());
    EXPECT_EQ(option.peer_on(true), Say::nothing);
}

TEST(TelnetOption, IsGrantedOrRefusedWhenThePeerAsks) {
    TelnetOption granted;
    TelnetOption refused;

    EXPECT_EQ(granted.peer_on(true), Say::on);
    EXPECT_EQ(refused.peer_on(false), Say::off);
    EXPECT_TRUE(granted.on());
    EXPECT_FALSE(refused.on());
}

TEST(TelnetOption, IsOffWhenThePeerSaysSo) {
    TelnetOption option;
    option.peer_on(true);

    EXPECT_EQ(option.peer_off(), Say::off);
    EXPECT_EQ(option.peer_off(), Say::nothing);
    EXPECT_FALSE(option.on());
}

TEST(TelnetOption, RefusedIsNotAskedForAgainByItself) {
    TelnetOption option;
    option.want(true);

    EXPECT_EQ(option.peer_off(), Say::nothing);
    EXPECT_FALSE(option.on());
}

TEST(TelnetOption, AChangeOfMindWaitsForTheAnswer) {
    TelnetOption option;

    EXPECT_EQ(option.want(true), Say::on);
    EXPECT_EQ(option.want(false), Say::nothing);
    EXPECT_EQ(option.peer_on(true), Say::off);
    EXPECT_EQ(option.want(true), Say::nothing);
    EXPECT_EQ(option.peer_off(), Say::on);
    EXPECT_EQ(option.peer_on(true), Say::nothing);
    EXPECT_TRUE(option.on());
}

TEST(TelnetOption, TwoChangesOfMindAreNone) {
    TelnetOption option;
    option.want(true);
    option.want(false);
    option.want(true);

    EXPECT_EQ(option.peer_on(true), Say::nothing);
    EXPECT_TRUE(option.on());
}

TEST(TelnetOption, AnOffThatIsAnsweredWithOnEndsAllTheSame) {
    TelnetOption off;
    off.peer_on(true);
    off.want(false);
    TelnetOption off_and_on;
    off_and_on.peer_on(true);
    off_and_on.want(false);
    off_and_on.want(true);

    EXPECT_EQ(off.peer_on(true), Say::nothing);
    EXPECT_FALSE(off.on());
    EXPECT_EQ(off_and_on.peer_on(true), Say::nothing);
    EXPECT_TRUE(off_and_on.on());
}

TEST(TelnetOption, NoTalkOfTwoEndsGoesOnForEver) {
    for (unsigned wishes = 0; wishes < 256; ++wishes) {
        TelnetOption ours;
        TelnetOption theirs;
        std::string to_them;
        std::string to_us;
        const auto put = [](std::string& way, Say what) {
            if (what != Say::nothing) way += what == Say::on ? '1' : '0';
        };
        for (unsigned i = 0; i < 8; i += 2) {
            put(to_them, ours.want((wishes >> i & 1) != 0));
            put(to_us, theirs.want((wishes >> (i + 1) & 1) != 0));
        }

        unsigned steps = 0;
        while ((!to_them.empty() || !to_us.empty()) && ++steps < 100) {
            std::string& way = to_them.empty() ? to_us : to_them;
            TelnetOption& end = to_them.empty() ? ours : theirs;
            std::string& back = to_them.empty() ? to_them : to_us;
            const bool on = way.front() == '1';
            way.erase(0, 1);
            put(back, on ? end.peer_on(true) : end.peer_off());
        }

        EXPECT_LT(steps, 100U) << wishes;
        EXPECT_EQ(ours.on(), theirs.on()) << wishes;
    }
}

}  // namespace
}  // namespace confab::wire
