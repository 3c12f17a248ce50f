#include "unit/support/registered.hpp"
#include "unit/support/zones.hpp"

namespace confab::unit {
namespace {

class HubWhois : public Registered {
  protected:
    ClientId ann = registered("ann");
    ClientId bob = chat.connect("bob");
};

TEST_F(HubWhois, TellsWhoSomebodyIs) {
    chat.pass(Milliseconds{120'000});
    chat.line(ann, "/away tea");

    EXPECT_EQ(
        answer(bob, "/whois ANN"),
        (Lines{"* ann: registered since 2026-09-21, here for 2m, idle 0s, away: tea", "* you share #lobby"}));
    EXPECT_EQ(answer(ann, "/whois bob"),
              (Lines{"* bob: a guest, here for 2m, idle 0s", "* you share #lobby"}));
    EXPECT_EQ(answer(bob, "/whois bob"),
              (Lines{"* bob: a guest, here for 2m, idle 0s",
                     "* connection 1: lines from local, here for 2m, idle 0s, this one"}));
}

TEST_F(HubWhois, TellsOneselfWhetherTheConnectionIsEncrypted) {
    chat.encrypted = true;
    const ClientId dan = chat.connect("dan");

    EXPECT_EQ(answer(dan, "/whois dan").back(),
              "* connection 1: lines from local, encrypted, here for 0s, idle 0s, this one");
}

TEST_F(HubWhois, TellsOnlyOfRoomsThatOneIsIn) {
    chat.line(ann, "/join dev");
    chat.line(ann, "/join secret");
    chat.line(bob, "/join dev");
    chat.line(bob, "/join ops");

    EXPECT_EQ(answer(bob, "/whois ann").back(), "* you share #lobby, #dev");
    chat.line(bob, "/leave dev");
    chat.line(bob, "/leave lobby");
    EXPECT_EQ(answer(bob, "/whois ann").back(), "* you share no room");
}

TEST_F(HubWhois, KnowsARegisteredNameThatIsNotHere) {
    chat.disconnect(ann);
    chat.pass(Milliseconds{7'200'000});

    EXPECT_EQ(answer(bob, "/whois ann"),
              (Lines{"* ann: registered since 2026-09-21, not here, last seen 2h ago"}));
    EXPECT_EQ(answer(bob, "/whois nobody"),
              (Lines{"! nobody here is called nobody, and nobody registered is"}));
}

TEST_F(HubWhois, DaysAreThoseOfTheZoneOfWhoeverAsks) {
    chat.pass(Milliseconds{3'600'000});  // 15:13 UTC, and in Tokyo the next day
    const ClientId dan = registered("dan");
    chat.hub.set_interactive(bob, true);

    EXPECT_EQ(answer(bob, "/whois dan").front(), "* dan: registered since 2026-09-21, here for 0s, idle 0s");
    ASSERT_EQ(answer(bob, "/tz Asia/Tokyo"), (Lines{"* times are those of Asia/Tokyo"}));
    EXPECT_EQ(answer(bob, "/whois dan").front(), "* dan: registered since 2026-09-22, here for 0s, idle 0s");
    chat.disconnect(dan);
    EXPECT_EQ(answer(bob, "/whois dan"),
              (Lines{"* dan: registered since 2026-09-22, not here, last seen 0s ago"}));
    EXPECT_EQ(answer(bob, "/whois ann").front().substr(0, 34), "* ann: registered since 2026-09-21");
}

TEST_F(HubWhois, TellsOnlyOperatorsFromWhereOthersCome) {
    chat.from = parse_network("192.0.2.7")->address;
    chat.connect("dan");
    EXPECT_EQ(joined(answer(bob, "/whois dan")).find("192.0.2.7"), std::string::npos);
    EXPECT_EQ(joined(answer(ann, "/whois dan")).find("192.0.2.7"), std::string::npos);

    chat.client(ann).account->server_operator = true;

    EXPECT_EQ(answer(ann, "/whois dan").back(), "* dan is connected from 192.0.2.7");
    EXPECT_NE(answer(bob, "/whois ann").front().find("operator of this server"), std::string::npos);
}

}  // namespace
}  // namespace confab::unit
