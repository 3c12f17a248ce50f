// Bans and mutes are found by whom they are for.
#include "confab/core/sanctions/sanction_register.hpp"

#include <gtest/gtest.h>

#include <random>
#include <type_traits>

namespace confab {
namespace {

const Now now{WallTime{Milliseconds{1000}}, MonoTime{}};
static_assert(!std::is_default_constructible_v<Now>, "no lookup can leave it out");

Now in(Milliseconds later) { return {now.wall + later, now.mono + later}; }

Sanction of_network(std::string_view text) {
    Sanction sanction;
    sanction.target = Sanction::Target::network;
    sanction.network = parse_network(text).value();
    return sanction;
}

const RoomKey dev = RoomKey::of_public("dev");

Sanction of_account(AccountId account, Sanction::Kind kind = Sanction::Kind::ban,
                    const RoomKey& room = RoomKey::none()) {
    Sanction sanction;
    sanction.kind = kind;
    sanction.target = Sanction::Target::account;
    sanction.account = account;
    sanction.room_key = room;
    return sanction;
}

TEST(SanctionRegister, AreOfOneKindAndOnePlace) {
    StateStore state;
    SanctionRegister sanctions(state);
    sanctions.add(of_account(7, Sanction::Kind::mute, dev));
    const Subject seven{.account = 7};

    EXPECT_NE(sanctions.against(seven, Sanction::Kind::mute, dev, now), nullptr);
    EXPECT_EQ(sanctions.against(seven, Sanction::Kind::mute, RoomKey::none(), now), nullptr);
    EXPECT_EQ(sanctions.against(seven, Sanction::Kind::mute, RoomKey::of_public("ops"), now), nullptr);
    EXPECT_EQ(sanctions.against(seven, Sanction::Kind::ban, dev, now), nullptr);
    EXPECT_EQ(sanctions.against({.account = 8}, Sanction::Kind::mute, dev, now), nullptr);
    EXPECT_EQ(sanctions.of_room(dev), 1U);
    EXPECT_FALSE(sanctions.any(Sanction::Kind::ban));
}

TEST(SanctionRegister, HoldUntilTheyEnd) {
    StateStore state;
    SanctionRegister sanctions(state);
    Sanction sanction = of_account(7);
    sanction.until = now.wall + Milliseconds{5};
    const std::uint64_t id = sanctions.add(sanction).id;

    EXPECT_NE(sanctions.against({.account = 7}, Sanction::Kind::ban, RoomKey::none(), in(Milliseconds{4})),
              nullptr);
    EXPECT_EQ(sanctions.against({.account = 7}, Sanction::Kind::ban, RoomKey::none(), in(Milliseconds{5})),
              nullptr);
    EXPECT_FALSE(sanctions.sweep(in(Milliseconds{4})));
    EXPECT_TRUE(sanctions.sweep(in(Milliseconds{5})));
    EXPECT_EQ(sanctions.find(id), nullptr);
}

TEST(SanctionRegister, AreSweptAFewAtATime) {
    StateStore state;
    SanctionRegister sanctions(state);
    for (AccountId account = 1; account <= 20; ++account) {
        Sanction sanction = of_account(account);
        sanction.until = now.wall;
        sanctions.add(sanction);
    }

    EXPECT_TRUE(sanctions.sweep(now));
    EXPECT_EQ(sanctions.size(), 4U);
}

TEST(SanctionRegister, NumbersAreNeverGivenTwice) {
    StateStore state;
    SanctionRegister sanctions(state);
    sanctions.load({}, 41);
    const std::uint64_t first = sanctions.add(of_account(7)).id;
    sanctions.remove(first);

    EXPECT_EQ(first, 42U);
    EXPECT_EQ(sanctions.add(of_account(7)).id, 43U);
}

// Against the plainest way: to look at each of them.
TEST(SanctionRegister, FindNetworksOfAnyLengthAmongMany) {
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same every time
    const auto pick = [&](unsigned below) { return static_cast<std::uint8_t>(random() % below); };
    StateStore state;
    SanctionRegister sanctions(state);
    for (int i = 0; i < 300; ++i) {
        Sanction sanction;
        sanction.target = Sanction::Target::network;
        sanction.network = network_of(Address{{0x20, 1, pick(4), pick(4), pick(4)}},
                                      static_cast<std::uint8_t>(30 + pick(11)));
        sanctions.add(sanction);
        if (i % 3 == 0) sanctions.remove(1 + random() % 300);
    }
    int hits = 0;
    for (int i = 0; i < 2000; ++i) {
        const Address address{{0x20, 1, pick(8), pick(8), pick(8), pick(2)}};
        bool banned = false;
        sanctions.for_each([&](const Sanction& each) { banned = banned || each.network.contains(address); });
        hits += banned ? 1 : 0;

        EXPECT_EQ(
            sanctions.against({.address = address}, Sanction::Kind::ban, RoomKey::none(), now) != nullptr,
            banned);
    }
    EXPECT_GT(hits, 100);
    EXPECT_LT(hits, 1900);
}

TEST(SanctionRegister, OfANetworkSpareAccountsButInABanFromTheServer) {
    StateStore state;
    SanctionRegister sanctions(state);
    sanctions.add(of_network("192.0.2.0/24"));
    Sanction mute = of_network("192.0.2.0/24");
    mute.kind = Sanction::Kind::mute;
    sanctions.add(mute);
    Subject guest;
    guest.address = parse_network("192.0.2.7").value().address;
    Subject person = guest;
    person.account = 7;

    EXPECT_NE(sanctions.against(guest, Sanction::Kind::mute, RoomKey::none(), now), nullptr);
    EXPECT_EQ(sanctions.against(person, Sanction::Kind::mute, RoomKey::none(), now), nullptr);
    EXPECT_NE(sanctions.against(person, Sanction::Kind::ban, RoomKey::none(), now), nullptr);
}

TEST(SanctionRegister, FollowAClientWhateverItsName) {
    StateStore state;
    SanctionRegister sanctions(state);
    Sanction sanction;
    sanction.name_key = "bob";
    const std::uint64_t id = sanctions.add(sanction, UserId{3, 9}).id;

    EXPECT_NE(
        sanctions.against({.name_key = "rob", .user = {3, 9}}, Sanction::Kind::ban, RoomKey::none(), now),
        nullptr);
    EXPECT_EQ(
        sanctions.against({.name_key = "rob", .user = {3, 10}}, Sanction::Kind::ban, RoomKey::none(), now),
        nullptr);
    EXPECT_NE(sanctions.against({.name_key = "bob"}, Sanction::Kind::ban, RoomKey::none(), now), nullptr);
    sanctions.remove(id);
    EXPECT_EQ(
        sanctions.against({.name_key = "bob", .user = {3, 9}}, Sanction::Kind::ban, RoomKey::none(), now),
        nullptr);
    EXPECT_EQ(sanctions.size(), 0U);
}

TEST(SanctionRegister, ARoomThatIsForgottenIsNotRememberedAsFull) {
    StateStore state;
    SanctionRegister sanctions(state);
    const auto key = [](int i) { return RoomKey::of_public("room" + std::to_string(i)); };
    for (int i = 0; i < 1000; ++i) {
        sanctions.note_full(key(i));
        sanctions.forget_room(key(i));
    }

    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(sanctions.note_full(key(i))) << i;
}

TEST(SanctionRegister, ARoomIsRememberedAsFullUnderItsNewKey) {
    StateStore state;
    SanctionRegister sanctions(state);
    const RoomKey renamed = RoomKey::of_private(7, "dev");
    sanctions.note_full(dev);

    sanctions.rename_room(dev, renamed);

    EXPECT_FALSE(sanctions.note_full(renamed));
    EXPECT_TRUE(sanctions.note_full(dev));
}

}  // namespace
}  // namespace confab
