// No order of an unordered container, nor the order in which things were put in, decides what anyone is told.
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

constexpr std::size_t several = 40;  // so many, that a table of hashes has them in an order of its own

TEST(Order, OfSeveralSanctionsTheOldestIsTold) {
    StateStore state;
    SanctionRegister sanctions(state);
    const Now now{WallTime{Milliseconds{1000}}, MonoTime{}};
    for (std::uint64_t i = 0; i < several; ++i) {
        sanctions.add({.target = Sanction::Target::account, .account = 7}, {3, 4});
    }
    const Sanction first = *sanctions.find(1);

    sanctions.replace(first);  // as when a room gets another key

    EXPECT_EQ(sanctions.against({.account = 7}, Sanction::Kind::ban, RoomKey::none(), now)->id, 1U);
    const auto of_user = sanctions.of_user({3, 4});
    EXPECT_EQ(of_user.size(), several);
    EXPECT_TRUE(std::is_sorted(of_user.begin(), of_user.end()));
}

TEST(Order, PrivateRoomsOfOneNameComeByTheirOwners) {
    RoomDirectory rooms({"lobby", RoomKey::of_public("lobby")});
    for (AccountId owner = several; owner > 0; --owner) {
        Room& room = rooms.make({"dev", RoomKey::of_private(owner * 7 % 41, "dev")});
        room.rules_or_new().unlisted = true;
    }
    rooms.make({"device", RoomKey::of_private(1, "device")}).rules_or_new().unlisted = true;

    std::vector<AccountId> owners;
    rooms.for_each_hidden("dev", [&](const Room& room) { owners.push_back(room.name().key.owner()); });

    EXPECT_EQ(owners.size(), several);
    EXPECT_TRUE(std::is_sorted(owners.begin(), owners.end()));
}

TEST(Order, AccountsAreListedAsTheyWereRegistered) {
    std::vector<Account> stored;
    for (AccountId id = several; id > 0; --id) {
        Account account;
        account.id = id * 1009;
        account.name.key = std::to_string(id);
        stored.push_back(std::move(account));
    }
    AccountDirectory accounts;
    accounts.load(std::move(stored), 0);

    std::vector<AccountId> ids;
    accounts.for_each([&](const Account& account) { ids.push_back(account.id); });

    EXPECT_EQ(ids.size(), several);
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST(Order, OfThoseWhoSpokeAtOnceTheFirstSignIsForgotten) {
    RoomGuests guests;
    for (std::size_t i = 0; i < RoomGuests::max_speakers; ++i) {
        guests.remember(std::to_string(2000 - i), 64);
    }

    guests.remember("one more", 65);

    EXPECT_EQ(guests.spoke.size(), RoomGuests::max_speakers);
    EXPECT_FALSE(guests.spoke.contains("1001"));
    EXPECT_TRUE(guests.spoke.contains("1002"));
}

TEST(Order, PeopleWhoIgnoreANameComeByTheirIds) {
    UserDirectory users;
    Ignores ignores;
    for (std::uint32_t i = several; i > 0; --i) {
        const std::string name = "n" + std::to_string(i);
        ignores.add(users.add({i, i}, {name, name}, 0), {"eve", "eve"});
    }

    std::vector<ClientId> ignorers;
    ignores.collect("eve", ignorers);

    EXPECT_EQ(ignorers.size(), several);
    EXPECT_TRUE(std::is_sorted(ignorers.begin(), ignorers.end()));
}

}  // namespace
}  // namespace confab::unit
