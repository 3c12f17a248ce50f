// The users that are connected, by id and by name.
#include "confab/core/users/user_directory.hpp"

#include <gtest/gtest.h>

#include "unit/support/plain_name.hpp"

namespace confab {
namespace {

TEST(UserDirectory, FindsAClientByIdAndByKey) {
    UserDirectory users;

    User& ann = users.add({0, 1}, name("ann"), 0);

    EXPECT_EQ(users.find(ClientId{0, 1}), &ann);
    EXPECT_EQ(users.find_by_key("ann"), &ann);
    EXPECT_EQ(users.size(), 1U);
}

TEST(UserDirectory, DoesNotTakeTheNextOwnerOfASlotForTheLast) {
    UserDirectory users;
    const User& ann = users.add({4, 1}, name("ann"), 0);
    users.remove(ann.id);

    User& bob = users.add({4, 2}, name("bob"), 0);

    EXPECT_EQ(users.find(ClientId{4, 1}), nullptr);
    EXPECT_EQ(users.find(ClientId{4, 2}), &bob);
    EXPECT_EQ(users.find_by_key("ann"), nullptr);
}

TEST(UserDirectory, KnowsNobodyWhoNeverCame) {
    UserDirectory users;

    EXPECT_EQ(users.find(ClientId{7, 1}), nullptr);
    EXPECT_EQ(users.find_by_key(""), nullptr);
    users.remove({7, 1});
    EXPECT_EQ(users.size(), 0U);
}

TEST(UserDirectory, ARenameFreesTheOldNameAndTakesTheNew) {
    UserDirectory users;
    User& ann = users.add({0, 1}, name("ann"), 0);

    users.rename(ann, name("anna"));

    EXPECT_FALSE(users.holds("ann"));
    EXPECT_EQ(users.find_by_key("anna"), &ann);
    EXPECT_EQ(users.size(), 1U);
}

TEST(UserDirectory, ARenameMayKeepTheKey) {
    UserDirectory users;
    User& ann = users.add({0, 1}, name("ann"), 0);

    users.rename(ann, {"Ann", "ann"});

    EXPECT_EQ(users.find_by_key("ann"), &ann);
    EXPECT_EQ(ann.name.text, "Ann");
}

TEST(UserDirectory, GivesTheLowestGuestNumberThatIsFree) {
    UserDirectory users;
    EXPECT_EQ(users.take_guest_number(), 1U);
    EXPECT_EQ(users.take_guest_number(), 2U);
    EXPECT_EQ(users.take_guest_number(), 3U);

    users.give_back_guest_number(3);
    users.give_back_guest_number(1);

    EXPECT_EQ(users.take_guest_number(), 1U);
    EXPECT_EQ(users.take_guest_number(), 3U);
    EXPECT_EQ(users.take_guest_number(), 4U);
}

TEST(UserDirectory, AGuestWhoRenamesOrGoesGivesTheNumberBack) {
    UserDirectory users;
    User& first = users.add({0, 1}, name("guest1"), users.take_guest_number());
    users.add({1, 2}, name("guest2"), users.take_guest_number());

    users.rename(first, name("ann"));
    users.remove({1, 2});

    EXPECT_EQ(users.take_guest_number(), 1U);
    EXPECT_EQ(users.take_guest_number(), 2U);
}

TEST(UserDirectory, ANumberIsGivenBackOnlyOnce) {
    UserDirectory users;
    User& ann = users.add({0, 1}, name("guest1"), users.take_guest_number());
    users.rename(ann, name("ann"));
    ASSERT_EQ(users.take_guest_number(), 1U);

    users.rename(ann, name("anna"));
    users.remove({0, 1});

    EXPECT_EQ(users.take_guest_number(), 2U);
}

TEST(UserDirectory, VisitsEveryoneAndSurvivesRemovingThem) {
    UserDirectory users;
    for (std::uint32_t i = 0; i < 5; ++i) users.add({2 * i, i + 1}, name(std::string(i + 1, 'a').c_str()), 0);

    int seen = 0;
    users.for_each([&](User& client) {
        ++seen;
        users.remove(client.id);
    });

    EXPECT_EQ(seen, 5);
    EXPECT_EQ(users.size(), 0U);
}

}  // namespace
}  // namespace confab
