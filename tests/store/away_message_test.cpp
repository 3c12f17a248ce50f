// Private messages that wait for somebody who is away.
#include <gtest/gtest.h>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

AwayMessage message(std::uint64_t id, const char* text) {
    return {id, 3, 4, WallTime{Milliseconds{5000}}, text};
}

TEST(AwayMessages, AreThereAfterARestartUntilTheyAreTold) {
    Kept kept;
    kept.store().state().save(message(1, "soup"));
    kept.store().state().save(message(2, "bread"));
    kept.close();
    kept.open();
    kept.store().state().remove_away_message(1);
    kept.close();
    kept.open();

    const StoredState stored = kept.store().load();

    ASSERT_EQ(stored.away_messages.size(), 1U);
    const AwayMessage& left = stored.away_messages.front();
    EXPECT_EQ(left.id, 2U);
    EXPECT_EQ(left.to, 3U);
    EXPECT_EQ(left.from, 4U);
    EXPECT_EQ(left.at, WallTime{Milliseconds{5000}});
    EXPECT_EQ(left.text, "bread");
}

TEST(AwayMessages, AreNotInTheFileAfterwards) {
    Kept kept;
    kept.store().state().save(message(1, "zebrasecret"));
    kept.close();
    kept.open();
    EXPECT_TRUE(file_has(kept.state(), "zebrasecret"));

    kept.store().state().remove_away_message(1);
    kept.close();

    EXPECT_FALSE(file_has(kept.state(), "zebrasecret"));
}

}  // namespace
}  // namespace confab::store
