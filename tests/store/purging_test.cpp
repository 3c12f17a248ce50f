// What somebody had removed is not in the files any more.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

std::int64_t messages_of(const Kept& kept) { return look(kept.history(), "SELECT count(*) FROM message"); }

struct Purged {
    std::string error;
    std::uint64_t count;
};

Purged purge(Kept& kept, const std::string& key, AccountId account = 0) {
    Inbox<Purged> inbox;
    kept.store().purge(key, account, [&](std::string error, std::uint64_t n) { inbox.put({error, n}); });
    return inbox.next();
}

std::vector<std::string> files_with(const Kept& kept, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& file : std::filesystem::directory_iterator(kept.directory())) {
        if (file_has(file.path(), text)) found.push_back(file.path());
    }
    return found;
}

TEST(Purging, RemovesWhatSomebodySaidFromTheFilesToo) {
    Kept kept;
    for (std::uint64_t id = 1; id <= 600; ++id) {
        const bool bobs = id % 3 == 0;
        kept.say({.id = id, .from = bobs ? "bob" : "alice", .text = bobs ? "zebrasecret" : "public"});
    }
    kept.store().log().save({"code", {"bob", "bob-key"}, {}, {}});
    ASSERT_FALSE(kept.search("zebrasecret").empty());

    const Purged purged = purge(kept, "bob-key");

    EXPECT_EQ(purged.error, "");
    EXPECT_EQ(purged.count, 200U);
    EXPECT_EQ(messages_of(kept), 400);
    EXPECT_TRUE(kept.search("zebrasecret").empty());
    EXPECT_EQ(kept.search("public").size(), 50U);
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM seat"), 0);
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM person"), 1);
    EXPECT_EQ(files_with(kept, "zebrasecret"), std::vector<std::string>{});
    EXPECT_EQ(files_with(kept, "bob-key"), std::vector<std::string>{});
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

TEST(Purging, RemovesWhatAnAccountSaidUnderAnyName) {
    Kept kept;
    kept.say({.id = 1, .from = "bob", .account = 7});
    kept.say({.id = 2, .from = "robert", .account = 7});
    kept.say({.id = 3, .from = "alice"});

    EXPECT_EQ(purge(kept, "", 7).count, 2U);

    EXPECT_EQ(ids(kept.ask(last(9))), std::vector<std::uint64_t>{3});
}

TEST(Purging, OfARoomLeavesWhatIsSaidLaterAndElsewhere) {
    Kept kept;
    kept.say_many(1, 700);
    kept.say_many(1, 3, "dev");

    EXPECT_TRUE(kept.store().log().forget(room_key("lobby-key"), 700));
    kept.say_many(701, 702);

    wait_until([&] { return messages_of(kept) == 5; });
    EXPECT_EQ(ids(kept.ask(last(9))), (std::vector<std::uint64_t>{701, 702}));
    EXPECT_EQ(ids(kept.ask(last(9, "dev"))), (std::vector<std::uint64_t>{1, 2, 3}));
    EXPECT_EQ(kept.search("line 700").size(), 0U);
    EXPECT_TRUE(kept.store().log().forget(room_key("nowhere-key"), 9));
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

TEST(Purging, OfNobodyRemovesNothing) {
    Kept kept;
    kept.say_many(1, 3);

    EXPECT_EQ(purge(kept, "nobody-key").count, 0U);
    EXPECT_EQ(purge(kept, "").count, 0U);

    EXPECT_EQ(messages_of(kept), 3);
}

}  // namespace
}  // namespace confab::store
