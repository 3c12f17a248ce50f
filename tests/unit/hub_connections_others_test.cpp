// What the other connections of a person are told when something is done to that person.
#include <gtest/gtest.h>

#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

class HubOtherConnections : public Registered {
  protected:
    HubOtherConnections() { chat.forget_all(); }

    ClientId bob = chat.connect("bob");
    ClientId desk = registered("ann");
    ClientId phone = log_in("ann");
};

TEST_F(HubOtherConnections, AKickTellsThoseWhoTalkedThereAloneAndOnce) {
    const ClientId tablet = log_in("ann");
    chat.line(bob, "/join dev");
    for (const ClientId each : {desk, phone}) chat.line(each, "/join dev");
    chat.line(tablet, "/join other");
    chat.line(desk, "/quiet off");
    chat.forget_all();

    chat.line(bob, "/kick ann");

    EXPECT_EQ(count_prefix(chat.take(desk), "* now talking in "), 1U);
    EXPECT_EQ(count_prefix(chat.take(phone), "* now talking in "), 1U);
    EXPECT_EQ(count_prefix(chat.take(tablet), "* now talking in "), 0U);
}

TEST_F(HubOtherConnections, OneIsHereFromTheFirstOfThemOn) {
    chat.pass(13s);
    const ClientId tablet = log_in("ann");

    EXPECT_NE(chat.answer(tablet, "/whois ann").front().find("here for 13s"), std::string::npos)
        << chat.answer(tablet, "/whois ann").front();
}

}  // namespace
}  // namespace confab::unit
