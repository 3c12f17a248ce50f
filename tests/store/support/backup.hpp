// Copies of the databases of a store.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "store/support/fixture.hpp"

namespace confab::store {

inline std::string backup(Kept& kept, const std::string& to) {
    Inbox<std::string> inbox;
    kept.store().backup(to, [&](std::string error) { inbox.put(std::move(error)); });
    return inbox.next();
}

// Nothing was replaced: what is said afterwards is still written to the file that was there.
inline void expect_unharmed(Kept& kept, std::uint64_t id) {
    kept.say({.id = id});
    ASSERT_TRUE(kept.store().flush());
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM message"), static_cast<std::int64_t>(id));
    EXPECT_EQ(kept.store().stats().lost, 0U);
}

}  // namespace confab::store
