// A restore that somebody watches, and may interrupt.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "confab/store/restore.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

std::string copy_of(Kept& kept, const std::string& to) {
    Inbox<std::string> inbox;
    kept.store().backup(to, [&](std::string error) { inbox.put(std::move(error)); });
    return inbox.next();
}

TEST(Restoring, InterruptedItChangesNothingAndLeavesNothing) {
    Kept kept;
    const TemporaryDirectory target;
    kept.say_many(1, 2000);
    ASSERT_EQ(copy_of(kept, target.path()), "");
    kept.say_many(2001, 2002);
    kept.close();
    std::atomic<bool> interrupted = false;
    const RestoreWatch watch{.interrupted = &interrupted, .copied = [&](const std::string& file, unsigned) {
                                 interrupted = file == "history.db";
                             }};

    std::string why;
    try {
        restore(target.path(), kept.directory(), watch);
    } catch (const std::runtime_error& error) {
        why = error.what();
    }

    EXPECT_EQ(why, "cannot restore: it was interrupted; nothing was changed");
    for (const auto& each : std::filesystem::directory_iterator(kept.directory())) {
        EXPECT_EQ(each.path().string().find("restore"), std::string::npos) << each.path();
    }
    kept.open();
    EXPECT_EQ(kept.ask(last(1)).lines.at(0).said.id, 2002U);
}

TEST(Restoring, TellsHowFarTheCopiesAre) {
    Kept kept;
    const TemporaryDirectory target;
    kept.say_many(1, 100);
    ASSERT_EQ(copy_of(kept, target.path()), "");
    kept.close();
    std::vector<std::string> told;

    restore(target.path(), kept.directory(), {.copied = [&](const std::string& file, unsigned percent) {
                told.push_back(file + " " + std::to_string(percent));
            }});

    EXPECT_EQ(told.front(), "state.db 100");
    EXPECT_EQ(told.back(), "history.db 100");
}

}  // namespace
}  // namespace confab::store
