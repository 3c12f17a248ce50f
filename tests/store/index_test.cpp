// The word index follows what is said: nobody notices that it is behind, and it catches up.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store/support/faulty_disk.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using Texts = std::vector<std::string>;

// Indexes only at the start, unless a lot is said.
void lag(StoreSettings& settings) { settings.index_after = std::chrono::hours(1); }

std::int64_t behind(const Kept& kept) {
    return look(kept.history(), "SELECT count(*) FROM room WHERE indexed < last_id");
}

std::int64_t indexed(const Kept& kept, const std::string& word) {
    return look(kept.history(), "SELECT count(*) FROM words WHERE words MATCH '" + word + "'");
}

void catch_up(Kept& kept) {
    kept.close();
    kept.open();
    wait_until([&] { return behind(kept) == 0; });
}

TEST(WordIndex, IsNotNeededToFindWhatWasJustSaid) {
    Kept kept(lag);
    kept.say({.id = 1, .text = "Grüße aus Łódź 🎉"});
    kept.say({.id = 2, .from = "bob", .text = "今日は良い天気"});
    kept.say({.id = 3, .text = "tea time"});

    EXPECT_EQ(kept.search("grusse").size(), 1U);
    EXPECT_EQ(kept.search("grüße").size(), 1U);
    EXPECT_EQ(kept.search("天気").size(), 1U);
    EXPECT_EQ(kept.search("🎉").size(), 1U);
    EXPECT_EQ(kept.search("tim"), Texts{"tea time"});
    EXPECT_EQ(kept.search("ti"), Texts{});
    EXPECT_EQ(behind(kept), 1);
    EXPECT_EQ(indexed(kept, "tea"), 0);
}

TEST(WordIndex, AndTheRestAreSearchedTogether) {
    Kept kept(lag);
    kept.say_many(1, 700);
    catch_up(kept);
    kept.say_many(701, 1300);
    HistoryQuery query;
    query.kind = HistoryQuery::Kind::search;
    query.rooms = {room_key("lobby-key")};
    query.words = "line";
    query.limit = 1000;

    const HistoryAnswer answer = kept.ask(query);

    EXPECT_EQ(indexed(kept, "line"), 700);
    ASSERT_EQ(answer.lines.size(), 1000U);
    EXPECT_TRUE(answer.more);
    for (std::size_t i = 0; i < 1000; ++i) ASSERT_EQ(answer.lines[i].said.id, 301 + i);
    query.from_key = "nobody-key";
    EXPECT_TRUE(kept.ask(query).lines.empty());
    query.from_key = "alice-key";
    query.words = "line 1299";
    EXPECT_EQ(kept.texts(query), Texts{"line 1299"});
}

TEST(WordIndex, CatchesUpAfterAStartAndAfterALot) {
    Kept kept(lag);
    kept.say_many(1, 10);
    ASSERT_TRUE(kept.store().flush());
    EXPECT_EQ(indexed(kept, "line"), 0);

    catch_up(kept);
    EXPECT_EQ(indexed(kept, "line"), 10);
    kept.say_many(11, 5000);
    wait_until([&] { return indexed(kept, "line") >= 4000; });

    EXPECT_EQ(kept.search("4999"), Texts{"line 4999"});
}

TEST(WordIndex, IsMadeAnewForAFileOfBefore) {
    Kept kept(lag);
    kept.say_many(1, 20);
    kept.close();
    change(kept.history(), "ALTER TABLE room DROP COLUMN indexed");
    change(kept.history(), "ALTER TABLE message DROP COLUMN private");
    change(kept.history(), "ALTER TABLE message DROP COLUMN reply_to");
    change(kept.history(), "DELETE FROM setting WHERE name='words_version'");
    change(kept.history(), "PRAGMA user_version=1");

    kept.open();

    EXPECT_EQ(kept.search("line").size(), 20U);
    wait_until([&] { return indexed(kept, "line") == 20; });
}

TEST(WordIndex, CatchesUpAfterAWhile) {
    Kept kept([](StoreSettings& s) { s.index_after = Milliseconds{5}; });
    kept.say_many(1, 3);

    wait_until([&] { return indexed(kept, "line") == 3; });
}

TEST(WordIndex, HasWhatComesLateOnce) {
    Kept kept(lag);
    kept.say_many(1, 4);
    kept.say_many(6, 10);
    ASSERT_TRUE(kept.store().flush());
    catch_up(kept);

    kept.say_many(5, 6);

    EXPECT_EQ(kept.search("5"), Texts{"line 5"});
    EXPECT_EQ(kept.search("line").size(), 10U);
    EXPECT_EQ(indexed(kept, "line"), 10);
}

TEST(WordIndex, StaysInStepWithWhatIsDropped) {
    Kept kept(lag);
    kept.say_many(1, 500);
    catch_up(kept);
    kept.say_many(501, 900);
    ASSERT_TRUE(kept.store().flush());

    kept.store().configure(Milliseconds{0}, 50);
    wait_until([&] { return look(kept.history(), "SELECT count(*) FROM message") == 50; });
    catch_up(kept);

    EXPECT_EQ(indexed(kept, "line"), 50);
    EXPECT_EQ(kept.search("line").size(), 50U);
    EXPECT_EQ(kept.search("851"), Texts{"line 851"});
    change(kept.history(), "INSERT INTO words(words) VALUES('integrity-check')");
}

TEST(WordIndex, StaysInStepWithWhatIsPurged) {
    Kept kept(lag);
    for (std::uint64_t id = 1; id <= 300; ++id) {
        kept.say({.id = id, .from = id % 2 == 0 ? "bob" : "alice", .text = "tea"});
    }
    Inbox<std::uint64_t> purged;
    kept.store().purge("bob-key", 0, [&](const std::string&, std::uint64_t n) { purged.put(n); });

    EXPECT_EQ(purged.next(), 150U);

    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM person"), 1);
    EXPECT_EQ(kept.search("tea").size(), 50U);
    EXPECT_EQ(indexed(kept, "tea"), 150);
}

TEST(WordIndex, KnowsWhoHasNothingLeft) {
    Kept kept(lag);
    for (std::uint64_t id = 1; id <= 600; ++id) kept.say({.id = id, .from = "guest" + std::to_string(id)});
    ASSERT_TRUE(kept.store().flush());

    kept.store().configure(Milliseconds{0}, 10);

    wait_until([&] { return look(kept.history(), "SELECT count(*) FROM person") == 10; });
    EXPECT_EQ(kept.ask(last(50)).lines.size(), 10U);
}

TEST(WordIndex, HoldsNoCommitUpWhileItIsSearchedForLong) {
    Kept kept([](StoreSettings& settings) { settings.search_limit = std::chrono::minutes(5); });
    for (int room = 0; room < 20; ++room) kept.say_many(1, 1500, "room" + std::to_string(room));
    ASSERT_TRUE(kept.store().flush());
    HistoryQuery query;
    query.kind = HistoryQuery::Kind::search;
    for (int room = 0; room < 20; ++room)
        query.rooms.push_back(room_key("room" + std::to_string(room) + "-key"));
    query.words = "line 1";
    query.limit = 10'000;
    constexpr int questions = 10;
    for (int i = 0; i < questions; ++i) ASSERT_TRUE(kept.store().log().ask(query));

    std::chrono::nanoseconds longest{0};
    std::uint64_t id = 0;
    while (kept.store().stats().questions > 0) {
        kept.say_many(id + 1, id + 1);
        ++id;
        const auto began = std::chrono::steady_clock::now();
        ASSERT_TRUE(kept.store().flush());
        longest = std::max(longest, std::chrono::nanoseconds(std::chrono::steady_clock::now() - began));
    }

    for (int i = 0; i < questions; ++i) EXPECT_FALSE(kept.answers.next().failed);
    // Some 10 ms; the bound is wide for sanitizers and busy machines.
    EXPECT_LT(longest, std::chrono::seconds(1));
    RecordProperty("commits", static_cast<int>(id));
    RecordProperty("longest_us", static_cast<int>(longest.count() / 1000));
}

TEST(Tidying, ThatFailsIsToldOnceAndWhenItWorksAgain) {
    FaultyDisk disk;
    Kept kept;
    kept.say_many(1, 100);
    ASSERT_TRUE(kept.store().flush());

    FaultyDisk::write_error = SQLITE_FULL;
    kept.store().configure(Milliseconds{0}, 10);
    const Told bad = kept.health.next();
    FaultyDisk::write_error = 0;
    const Told good = kept.health.next();

    EXPECT_FALSE(bad.good);
    EXPECT_NE(bad.why.find("tidying up fails"), std::string::npos) << bad.why;
    EXPECT_TRUE(good.good);
    wait_until([&] { return look(kept.history(), "SELECT count(*) FROM message") == 10; });
    EXPECT_EQ(kept.health.waiting(), 0U);
}

TEST(WordIndex, IsMadeAnewByOtherRules) {
    Kept kept;
    kept.say({.id = 1, .text = "कि and c++"});
    ASSERT_TRUE(kept.store().flush());
    wait_until([&] { return behind(kept) == 0; });
    kept.close();
    change(kept.history(), "UPDATE setting SET value='0/0' WHERE name='words_version'");
    change(kept.history(),
           "INSERT INTO words(words, rowid, text, who) VALUES('delete', (1 << 40) | 1, 'कि and c', 'p1')");

    kept.open();
    wait_until([&] { return behind(kept) == 0 && indexed(kept, "कि") == 1; });

    EXPECT_EQ(kept.search("कि").size(), 1U);
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

TEST(WordIndex, OfAnOlderFileIsMadeAnew) {
    Kept kept;
    kept.say({.id = 1, .text = "कि"});
    kept.say({.id = 2, .text = "का"});
    ASSERT_TRUE(kept.store().flush());
    wait_until([&] { return behind(kept) == 0; });
    kept.close();
    change(kept.history(), "DROP TABLE words");
    change(kept.history(),
           "CREATE VIRTUAL TABLE words USING fts5(text, who, content='', columnsize=0, prefix='3', "
           "tokenize='unicode61 remove_diacritics 2')");
    change(kept.history(), "DELETE FROM setting WHERE name='words_version'");

    kept.open();

    EXPECT_EQ(kept.search("कि"), Texts{"कि"});
    wait_until([&] { return behind(kept) == 0; });
    EXPECT_EQ(kept.search("कि"), Texts{"कि"});
}

}  // namespace
}  // namespace confab::store
