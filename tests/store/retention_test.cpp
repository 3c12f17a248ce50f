// What is too old or too much goes, a little at a time; what somebody had removed is not in the files.
#include <gtest/gtest.h>

#include <filesystem>
#include <mutex>

#include "store/deleted.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using Ids = std::vector<std::uint64_t>;

std::int64_t count(const Kept& kept) { return look(kept.history(), "SELECT count(*) FROM message"); }

void believe_the_clock(StoreSettings& settings) { settings.settling = Milliseconds{0}; }

TEST(Retention, DropsWhatIsTooOld) {
    Kept kept([](StoreSettings& s) {
        believe_the_clock(s);
        s.keep = std::chrono::hours(24);
    });
    for (std::uint64_t id = 1; id <= 2000; ++id) {
        kept.say({.id = id, .text = "ancient", .time = an_hour_ago() - std::chrono::hours(48)});
    }
    kept.say({.id = 2001, .text = "young"});
    ASSERT_TRUE(kept.store().flush());

    kept.store().configure(std::chrono::hours(24), 0);
    wait_until([&] { return count(kept) == 1; });

    EXPECT_EQ(ids(kept.ask(last(50))), Ids{2001});
    EXPECT_TRUE(kept.search("ancient").empty());
    EXPECT_EQ(kept.search("young").size(), 1U);
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

TEST(Retention, DropsWhatIsTooManyOfEachRoom) {
    Kept kept;
    kept.say_many(1, 1500);
    kept.say_many(1, 50, "dev");
    ASSERT_TRUE(kept.store().flush());

    kept.store().configure(Milliseconds{0}, 100);
    wait_until([&] { return count(kept) == 150; });

    EXPECT_EQ(ids(kept.ask(last(500))).front(), 1401U);
    EXPECT_EQ(kept.ask(last(500, "dev")).lines.size(), 50U);
}

TEST(Retention, IsLookedAfterByItself) {
    Kept kept([](StoreSettings& s) {
        s.keep_lines = 10;
        s.tidy_every = Milliseconds{50};
    });
    kept.say_many(1, 100);
    ASSERT_TRUE(kept.store().flush());

    wait_until([&] { return count(kept) == 10; });
}

// A clock of the test's, and looks at it as often as it is wanted.
struct Clock {
    std::mutex mutex;
    Now now = read_clocks();
    int looks = 0;

    void install(StoreSettings& settings) {
        settings.settling = std::chrono::hours(1);
        settings.tidy_every = Milliseconds{5};
        settings.clocks = [this] {
            const std::lock_guard lock(mutex);
            ++looks;
            return now;
        };
    }
    void pass(Milliseconds time) {
        const std::lock_guard lock(mutex);
        now.mono += time;
        now.wall += time;
    }
    void set(Milliseconds ahead) {
        const std::lock_guard lock(mutex);
        now.wall += ahead;
    }
    void wait_for_walks() {
        const auto seen = [this] {
            const std::lock_guard lock(mutex);
            return looks;
        };
        const int before = seen();
        wait_until([&] { return seen() > before + 3; });
    }
};

TEST(Retention, BelievesNoClockThatLeaps) {
    constexpr std::chrono::hours days_100(2400);
    Clock clock;
    clock.set(days_100);  // wrong from the start on
    Kept kept([&](StoreSettings& s) {
        clock.install(s);
        s.keep = std::chrono::hours(24);
    });
    kept.say({.id = 1, .text = "young"});
    kept.store().log().save({"code", {"guest1", "guest1"}, an_hour_ago(), {}});
    ASSERT_TRUE(kept.store().flush());
    change(kept.history(), "UPDATE seat SET saved = left_at");
    clock.wait_for_walks();
    clock.pass(std::chrono::minutes(59));
    clock.wait_for_walks();
    clock.set(-days_100);  // put right
    clock.wait_for_walks();
    clock.pass(std::chrono::minutes(59));
    clock.set(days_100);  // wrong while it runs
    clock.wait_for_walks();
    EXPECT_EQ(count(kept), 1);
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM seat"), 1);
    EXPECT_EQ(kept.deleted.waiting(), 0U);

    clock.pass(std::chrono::hours(1));  // so it is true

    wait_until([&] { return count(kept) == 0; });
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM seat"), 0);
    EXPECT_EQ(kept.deleted.next(),
              "deleted 1 message older than history-keep, 1 guest's place older than a day");
}

TEST(Retention, CountsWhatIsDeletedForTheLog) {
    Kept kept([](StoreSettings& s) {
        believe_the_clock(s);
        s.keep = std::chrono::hours(24 * 365);
        s.keep_lines = 0;
    });
    kept.store().log();
    for (std::uint64_t id = 1; id <= 300; ++id)
        kept.say({.id = id, .time = an_hour_ago() - std::chrono::hours(48)});
    kept.say_many(1, 30, "dev");
    ASSERT_TRUE(kept.store().flush());

    kept.store().configure(std::chrono::hours(24), 10);

    // 290 of the lobby are too many as well as too old, and counted once.
    EXPECT_EQ(kept.deleted.next(),
              "deleted 10 messages older than history-keep, 310 messages beyond history-keep-lines");
}

// The walk that tells of them may be any: the first one of the store as well as the one asked for here.
TEST(Retention, CountsSanctionsThatWereOverForTheLog) {
    Kept kept;
    kept.store().state().remove_old_sanction(1);
    ASSERT_TRUE(kept.store().flush());

    kept.store().configure(Milliseconds{0}, 0);

    EXPECT_EQ(kept.deleted.next(), "deleted 1 ban or mute that was over");
}

TEST(Deleted, TellsAllThatCameTogetherInOneLineAndOnce) {
    std::vector<std::string> lines;
    Deleted deleted([&](std::string line) { lines.push_back(std::move(line)); });
    deleted.old_messages = 1;
    deleted.too_many_messages = 310;
    deleted.sanctions = 2;

    deleted.tell();
    deleted.tell();

    EXPECT_EQ(lines,
              (std::vector<std::string>{"deleted 1 message older than history-keep, 310 messages beyond "
                                        "history-keep-lines, 2 bans and mutes that were over"}));
}

TEST(Retention, KeepsIdsRisingWhenARoomIsForgotten) {
    Kept kept(believe_the_clock);
    for (std::uint64_t id = 1; id <= 700; ++id) {
        kept.say({.id = id, .time = an_hour_ago() - std::chrono::hours(48)});
    }
    ASSERT_TRUE(kept.store().flush());
    kept.store().configure(std::chrono::hours(24), 0);
    wait_until([&] { return look(kept.history(), "SELECT count(*) FROM room") == 0; });
    kept.close();
    kept.open();

    EXPECT_EQ(kept.store().load().last_id_of_others, 700U);
    kept.say_many(701, 702);
    EXPECT_EQ(ids(kept.ask(last(9))), (Ids{701, 702}));
}

TEST(Retention, MakesTheFileSmaller) {
    Kept kept;
    for (std::uint64_t id = 1; id <= 4000; ++id) kept.say({.id = id, .text = std::string(2000, 'x')});
    kept.close();
    const auto before = std::filesystem::file_size(kept.history());
    kept.open();

    kept.store().configure(Milliseconds{0}, 10);
    wait_until([&] { return look(kept.history(), "PRAGMA freelist_count") <= 256 && count(kept) == 10; });
    kept.close();

    EXPECT_LT(std::filesystem::file_size(kept.history()), before / 4);
}

TEST(Retention, HoldsNoCommitUpForLong) {
    Kept kept;
    kept.say_many(1, 20'000);
    ASSERT_TRUE(kept.store().flush());
    kept.store().configure(Milliseconds{0}, 10);

    std::uint64_t id = 20'000;
    std::chrono::nanoseconds longest{0};
    while (look(kept.history(), "SELECT min(number) & 0xffffffff FROM message") <= 19'990) {
        kept.say_many(id + 1, id + 1);
        ++id;
        const auto began = std::chrono::steady_clock::now();
        ASSERT_TRUE(kept.store().flush());
        longest = std::max(longest, std::chrono::nanoseconds(std::chrono::steady_clock::now() - began));
    }

    // 250 rows of deleting; the bound is wide for sanitizers and busy machines.
    EXPECT_LT(longest, std::chrono::seconds(2));
    RecordProperty("longest_us", static_cast<int>(longest.count() / 1000));
}

}  // namespace
}  // namespace confab::store
