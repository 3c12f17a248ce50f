// A disk that is full, broken, slow or gone: nothing waits, nothing is lost silently, and it catches up.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "store/support/faulty_disk.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using Ids = std::vector<std::uint64_t>;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct Trouble : testing::TestWithParam<int> {
    FaultyDisk disk;
};

TEST_P(Trouble, IsToldOnceAndEverythingIsThereAfterwards) {
    Kept kept;
    kept.say_many(1, 10);
    ASSERT_TRUE(kept.store().flush());

    FaultyDisk::write_error = GetParam();
    kept.say_many(11, 20);
    kept.store().state().save_lockdown(true);
    const Told bad = kept.health.next();
    wait_until([] { return FaultyDisk::failed > 6; });
    const std::string trouble = kept.store().stats().error;
    const char* const words = sqlite3_errstr(GetParam());
    EXPECT_TRUE(has(trouble, ".db: ") && has(trouble, words)) << trouble;
    FaultyDisk::write_error = 0;
    const Told good = kept.health.next();

    EXPECT_FALSE(bad.good);
    EXPECT_TRUE(has(bad.why, "the chat goes on from memory")) << bad.why;
    EXPECT_FALSE(has(bad.why, "\n"));
    EXPECT_TRUE(good.good);
    EXPECT_TRUE(has(good.why, "nothing lost")) << good.why;
    EXPECT_EQ(kept.health.waiting(), 0U);
    EXPECT_EQ(kept.ask(last(50)).lines.size(), 20U);
    EXPECT_EQ(kept.store().stats().lost, 0U);
    kept.close();
    kept.open();
    EXPECT_TRUE(kept.store().load().lockdown);
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

INSTANTIATE_TEST_SUITE_P(AnyDisk, Trouble, testing::Values(SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_READONLY));

struct FullDisk : testing::Test {
    FaultyDisk disk;
};

TEST_F(FullDisk, DropsTheOldestMessagesThatDoNotFitAndCountsThem) {
    Kept kept([](StoreSettings& s) { s.max_waiting = 100'000; });
    FaultyDisk::write_error = SQLITE_FULL;
    kept.say_many(1, 1);
    ASSERT_FALSE(kept.health.next().good);
    for (std::uint64_t id = 2; id <= 600; ++id) kept.say({.id = id, .text = std::string(1000, 'x')});

    // Beside them there is at most a commit that is being tried.
    wait_until([&] { return kept.store().stats().waiting_bytes <= 100'000; });
    EXPECT_GT(kept.store().stats().waiting, 50U);
    FaultyDisk::write_error = 0;
    const Told good = kept.health.next();

    const std::uint64_t lost = kept.store().stats().lost;
    EXPECT_GE(lost, 400U);
    EXPECT_TRUE(has(good.why, std::to_string(lost) + " lost")) << good.why;
    const HistoryAnswer answer = kept.ask(last(1000));
    ASSERT_EQ(answer.lines.size(), 600 - lost);
    EXPECT_EQ(ids(answer).front(), lost + 1) << "the oldest went";
}

TEST_F(FullDisk, WhatWasDroppedIsNotWaitedForByAQuestion) {
    Kept kept([](StoreSettings& s) { s.max_waiting = 1000; });
    kept.say({.id = 1, .text = "small"});
    ASSERT_TRUE(kept.store().flush());

    kept.say({.id = 2, .text = std::string(2000, 'x')});
    const HistoryAnswer answer = kept.ask(last(10));

    EXPECT_FALSE(answer.failed);
    EXPECT_EQ(ids(answer), Ids{1});
    EXPECT_EQ(kept.store().stats().lost, 1U);
}

TEST_F(FullDisk, KeepsOfStateOnlyTheNewestAndAllOfThat) {
    Kept kept;
    FaultyDisk::write_error = SQLITE_FULL;
    for (int i = 0; i < 1000; ++i) {
        kept.store().state().save(RoomRecord{{"dev", room_key("dev")}, "topic " + std::to_string(i), {}});
    }
    kept.store().state().save(RoomRecord{{"ops", room_key("ops")}, "", {}});
    kept.store().state().remove_room(room_key("ops"));
    ASSERT_FALSE(kept.health.next().good);
    kept.store().state().save(RoomRecord{{"dev", room_key("dev")}, "the last", {}});
    FaultyDisk::write_error = 0;
    ASSERT_TRUE(kept.health.next().good);
    kept.close();
    kept.open();

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.rooms.size(), 1U);
    EXPECT_EQ(state.rooms[0].topic, "the last");
}

TEST_F(FullDisk, DropsTheOldestAuditEntriesThatAreTooManyThoseOfRoomsFirst) {
    constexpr std::size_t max_waiting = 10'000;
    Kept kept;
    FaultyDisk::write_error = SQLITE_FULL;
    kept.store().state().save_lockdown(true);
    ASSERT_FALSE(kept.health.next().good);
    kept.store().state().add({.by = "ann", .action = "first of the server"});
    kept.store().state().add({.by = "ann", .action = "first of a room", .room = "dev"});
    for (std::size_t i = 2; i < max_waiting; ++i)
        kept.store().state().add({.by = "ann", .action = "between"});
    EXPECT_EQ(kept.store().stats().lost, 0U) << "as many as may wait";

    kept.store().state().add({.by = "ann", .action = "one too many"});
    wait_until([&] { return kept.store().stats().lost == 1; });
    kept.store().state().add({.by = "ann", .action = "two too many"});
    wait_until([&] { return kept.store().stats().lost == 2; });

    FaultyDisk::write_error = 0;
    const Told good = kept.health.next();
    EXPECT_TRUE(has(good.why, "2 lost")) << good.why;
    EXPECT_EQ(look(kept.state(), "SELECT count(*) FROM audit"), static_cast<std::int64_t>(max_waiting));
    EXPECT_EQ(look(kept.state(), "SELECT count(*) FROM audit WHERE action LIKE 'first%'"), 0);
    EXPECT_EQ(look(kept.state(), "SELECT count(*) FROM audit WHERE action LIKE '% too many'"), 2);
}

TEST_F(FullDisk, FailsAQuestionInsteadOfLeavingLinesOut) {
    Kept kept;
    kept.say_many(1, 10);
    ASSERT_TRUE(kept.store().flush());
    FaultyDisk::write_error = SQLITE_FULL;
    kept.say_many(11, 11);
    ASSERT_FALSE(kept.health.next().good);

    EXPECT_TRUE(kept.ask(last(50)).failed);

    FaultyDisk::write_error = 0;
    ASSERT_TRUE(kept.health.next().good);
    EXPECT_EQ(kept.ask(last(50)).lines.size(), 11U);
}

TEST_F(FullDisk, DoesNotHoldTheEndUpForLong) {
    Kept kept;
    FaultyDisk::write_error = SQLITE_FULL;
    kept.say_many(1, 1);
    ASSERT_FALSE(kept.health.next().good);

    const auto began = std::chrono::steady_clock::now();
    kept.close();

    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(8));
}

TEST_F(FullDisk, IsToldWhenWritingTakesLong) {
    Kept kept([](StoreSettings& s) { s.slow = Milliseconds{100}; });
    FaultyDisk::write_delay = 1500;
    kept.say_many(1, 1);

    const Told bad = kept.health.next();
    FaultyDisk::write_delay = 0;
    const Told good = kept.health.next();

    EXPECT_TRUE(has(bad.why, "slow")) << bad.why;
    EXPECT_TRUE(has(good.why, "1 written late, nothing lost")) << good.why;
}

TEST_F(FullDisk, NobodyWaitsForASlowOne) {
    Kept kept;
    FaultyDisk::write_delay = 200;

    const auto began = std::chrono::steady_clock::now();
    kept.say_many(1, 1000);
    const auto took = std::chrono::steady_clock::now() - began;
    FaultyDisk::write_delay = 0;

    EXPECT_LT(took, std::chrono::milliseconds(150));
    EXPECT_EQ(kept.ask(last(1)).lines.size(), 1U);
}

TEST(GoneDisk, HistoryIsBegunAnewWhenItsFileWasDeleted) {
    Kept kept;
    kept.say_many(1, 10);
    ASSERT_EQ(kept.ask(last(50)).lines.size(), 10U);
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(kept.history() + suffix);

    kept.say_many(11, 12);

    const Told bad = kept.health.next();
    EXPECT_TRUE(has(bad.why, "history.db was moved or deleted")) << bad.why;
    const Told well = kept.health.next();
    EXPECT_TRUE(well.good);
    EXPECT_TRUE(has(well.why, "10 lost")) << well.why;
    EXPECT_EQ(kept.store().stats().lost, 10U);
    EXPECT_EQ(ids(kept.ask(last(50))), (Ids{11, 12}));
}

TEST(GoneDisk, StateWaitsUntilItsFileIsBack) {
    Kept kept;
    kept.store().state().save_lockdown(true);
    ASSERT_TRUE(kept.store().flush());
    const std::string away = kept.directory() + "/away";
    std::filesystem::create_directory(away);
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::rename(kept.state() + suffix, away + "/state.db" + suffix);
    }
    kept.store().state().save(RoomRecord{{"dev", room_key("dev")}, "", {}});
    const Told bad = kept.health.next();
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::rename(away + "/state.db" + suffix, kept.state() + suffix);
    }

    EXPECT_TRUE(has(bad.why, "state.db was moved or deleted")) << bad.why;
    EXPECT_TRUE(kept.health.next().good);
    const StoredState state = kept.store().load();
    EXPECT_TRUE(state.lockdown);
    EXPECT_EQ(state.rooms.size(), 1U);
}

}  // namespace
}  // namespace confab::store
