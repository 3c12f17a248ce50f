// Who ignores whom: the index and the clients' own lists agree.
#include "confab/core/users/ignores.hpp"

#include <gtest/gtest.h>

namespace confab {
namespace {

class IgnoresTest : public testing::Test {
  protected:
    static Name name(const std::string& text) { return {text, text}; }
    std::size_t ignorers(std::string_view key) const {
        std::vector<ClientId> all;
        ignores.collect(key, all);
        return all.size();
    }

    UserDirectory registry;
    Ignores ignores;
    User& ann = registry.add({0, 1}, name("ann"), 0);
    User& bob = registry.add({1, 2}, name("bob"), 0);
};

TEST_F(IgnoresTest, AnIgnoredNameHasItsIgnorer) {
    ignores.add(ann, bob.name);

    EXPECT_TRUE(ignores.ignores(ann, "bob"));
    EXPECT_FALSE(ignores.ignores(bob, "ann"));
    EXPECT_EQ(ignorers("bob"), 1U);
    EXPECT_FALSE(ignores.empty());
}

TEST_F(IgnoresTest, IgnoringTwiceIsIgnoringOnce) {
    ignores.add(ann, bob.name);
    ignores.add(ann, bob.name);

    EXPECT_EQ(ignorers("bob"), 1U);
    EXPECT_EQ(ann.extras->ignores.size(), 1U);
    EXPECT_TRUE(ignores.remove(ann, "bob"));
    EXPECT_TRUE(ignores.empty());
}

TEST_F(IgnoresTest, RemovingWhatIsNotIgnoredSaysSo) {
    EXPECT_FALSE(ignores.remove(ann, "bob"));
    ignores.add(ann, bob.name);
    EXPECT_FALSE(ignores.remove(ann, "eve"));
    EXPECT_TRUE(ignores.ignores(ann, "bob"));
}

TEST_F(IgnoresTest, FollowsARename) {
    ignores.add(ann, bob.name);

    ignores.renamed(registry, "bob", name("rob"));

    EXPECT_FALSE(ignores.ignores(ann, "bob"));
    EXPECT_TRUE(ignores.ignores(ann, "rob"));
    EXPECT_EQ(ignorers("bob"), 0U);
    EXPECT_EQ(ignorers("rob"), 1U);
}

TEST_F(IgnoresTest, ARenameToANameThatIsIgnoredTooLeavesOneEntry) {
    ignores.add(ann, name("bob"));
    ignores.add(ann, name("rob"));

    ignores.renamed(registry, "bob", name("rob"));

    EXPECT_EQ(ignorers("rob"), 1U);
    EXPECT_EQ(ann.extras->ignores.size(), 1U);
}

TEST_F(IgnoresTest, AForgottenNameIsIgnoredByNobody) {
    User& eve = registry.add({2, 3}, name("eve"), 0);
    ignores.add(ann, bob.name);
    ignores.add(eve, bob.name);
    ignores.add(eve, ann.name);

    ignores.forget_name(registry, "bob");

    EXPECT_EQ(ignorers("bob"), 0U);
    EXPECT_FALSE(ignores.ignores(ann, "bob"));
    EXPECT_TRUE(ignores.ignores(eve, "ann"));
}

TEST_F(IgnoresTest, AForgottenClientIgnoresNobody) {
    ignores.add(ann, bob.name);
    ignores.add(ann, name("gone"));

    ignores.forget_user(ann);

    EXPECT_TRUE(ignores.empty());
    EXPECT_TRUE(ann.extras->ignores.empty());
}

TEST_F(IgnoresTest, ANameStaysIgnoredWhenItsBearerGoes) {
    ignores.add(ann, bob.name);

    ignores.forget_user(bob);
    registry.remove(bob.id);

    EXPECT_TRUE(ignores.ignores(ann, "bob"));
}

}  // namespace
}  // namespace confab
