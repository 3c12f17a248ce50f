// Who is connected, by id and by name.
#include "confab/core/users/user_directory.hpp"

#include <gtest/gtest.h>

#include "unit/support/plain_name.hpp"

namespace confab {
namespace {

TEST(UserDirectory, FindsAClientByIdAndByKey) {
    UserDirectory registry;

    Client& ann = registry.add({0, 1}, name("ann"), 0);

    EXPECT_EQ(registry.find({0, 1}), &ann);
    EXPECT_EQ(registry.find_by_key("ann"), &ann);
    EXPECT_EQ(registry.size(), 1U);
}

TEST(UserDirectory, DoesNotTakeTheNextOwnerOfASlotForTheLast) {
    UserDirectory registry;
    registry.add({4, 1}, name("ann"), 0);
    registry.remove({4, 1});

    Client& bob = registry.add({4, 2}, name("bob"), 0);

    EXPECT_EQ(registry.find({4, 1}), nullptr);
    EXPECT_EQ(registry.find({4, 2}), &bob);
    EXPECT_EQ(registry.find_by_key("ann"), nullptr);
}

TEST(UserDirectory, KnowsNobodyWhoNeverCame) {
    UserDirectory registry;

    EXPECT_EQ(registry.find({7, 1}), nullptr);
    EXPECT_EQ(registry.find_by_key(""), nullptr);
    registry.remove({7, 1});
    EXPECT_EQ(registry.size(), 0U);
}

TEST(UserDirectory, ARenameFreesTheOldNameAndTakesTheNew) {
    UserDirectory registry;
    Client& ann = registry.add({0, 1}, name("ann"), 0);

    registry.rename(ann, name("anna"));

    EXPECT_FALSE(registry.holds("ann"));
    EXPECT_EQ(registry.find_by_key("anna"), &ann);
    EXPECT_EQ(registry.size(), 1U);
}

TEST(UserDirectory, ARenameMayKeepTheKey) {
    UserDirectory registry;
    Client& ann = registry.add({0, 1}, name("ann"), 0);

    registry.rename(ann, {"Ann", "ann"});

    EXPECT_EQ(registry.find_by_key("ann"), &ann);
    EXPECT_EQ(ann.name.text, "Ann");
}

TEST(UserDirectory, GivesTheLowestGuestNumberThatIsFree) {
    UserDirectory registry;
    EXPECT_EQ(registry.take_guest_number(), 1U);
    EXPECT_EQ(registry.take_guest_number(), 2U);
    EXPECT_EQ(registry.take_guest_number(), 3U);

    registry.give_back_guest_number(3);
    registry.give_back_guest_number(1);

    EXPECT_EQ(registry.take_guest_number(), 1U);
    EXPECT_EQ(registry.take_guest_number(), 3U);
    EXPECT_EQ(registry.take_guest_number(), 4U);
}

TEST(UserDirectory, AGuestWhoRenamesOrGoesGivesTheNumberBack) {
    UserDirectory registry;
    Client& first = registry.add({0, 1}, name("guest1"), registry.take_guest_number());
    registry.add({1, 2}, name("guest2"), registry.take_guest_number());

    registry.rename(first, name("ann"));
    registry.remove({1, 2});

    EXPECT_EQ(registry.take_guest_number(), 1U);
    EXPECT_EQ(registry.take_guest_number(), 2U);
}

TEST(UserDirectory, ANumberIsGivenBackOnlyOnce) {
    UserDirectory registry;
    Client& ann = registry.add({0, 1}, name("guest1"), registry.take_guest_number());
    registry.rename(ann, name("ann"));
    ASSERT_EQ(registry.take_guest_number(), 1U);

    registry.rename(ann, name("anna"));
    registry.remove({0, 1});

    EXPECT_EQ(registry.take_guest_number(), 2U);
}

TEST(UserDirectory, VisitsEveryoneAndSurvivesRemovingThem) {
    UserDirectory registry;
    for (std::uint32_t i = 0; i < 5; ++i)
        registry.add({2 * i, i + 1}, name(std::string(i + 1, 'a').c_str()), 0);

    int seen = 0;
    registry.for_each([&](Client& client) {
        ++seen;
        registry.remove(client.id);
    });

    EXPECT_EQ(seen, 5);
    EXPECT_EQ(registry.size(), 0U);
}

}  // namespace
}  // namespace confab
