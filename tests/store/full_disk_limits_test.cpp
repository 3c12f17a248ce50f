// A disk that is full: what is refused, and what does not fill the memory meanwhile.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "store/support/faulty_disk.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

struct FullDiskLimits : testing::Test {
    FaultyDisk disk;
};

constexpr const char* not_on_disk =
    "storage is in trouble and not everything is on disk; see confabctl status";

TEST_F(FullDiskLimits, RefusesABackupThatWouldLackMessages) {
    Kept kept;
    const TemporaryDirectory target;
    kept.say_many(1, 10);
    ASSERT_TRUE(kept.store().flush());
    FaultyDisk::write_error = SQLITE_FULL;
    kept.say_many(11, 11);
    ASSERT_FALSE(kept.health.next().good);
    Inbox<std::string> errors;

    kept.store().backup(target.path(), [&](std::string error) { errors.put(std::move(error)); });

    EXPECT_EQ(errors.next(), not_on_disk);
    FaultyDisk::write_error = 0;
    EXPECT_FALSE(std::filesystem::exists(target.path() + "/history.db"));
}

TEST_F(FullDiskLimits, RefusesAnExportThatWouldLackMessages) {
    Kept kept;
    kept.say_many(1, 10);
    ASSERT_TRUE(kept.store().flush());
    FaultyDisk::write_error = SQLITE_FULL;
    kept.say_many(11, 11);
    ASSERT_FALSE(kept.health.next().good);
    Inbox<std::string> errors;

    kept.store().export_room(
        room_key("lobby-key"), OperatorStore::Format::lines, [](std::string_view) { return true; },
        [&](std::string error, std::uint64_t) { errors.put(std::move(error)); });

    EXPECT_EQ(errors.next(), not_on_disk);
    FaultyDisk::write_error = 0;
}

TEST_F(FullDiskLimits, KeepsNothingOfWhatCameAndWent) {
    constexpr std::uint64_t pairs = 10'000;
    Kept kept;
    FaultyDisk::write_error = SQLITE_FULL;
    kept.store().state().save_lockdown(true);
    ASSERT_FALSE(kept.health.next().good);

    for (std::uint64_t id = 1; id <= pairs; ++id) {
        Sanction mute;
        mute.id = id;
        kept.store().state().save(mute);
        kept.store().state().remove_sanction(id);
        Account account;
        account.id = id;
        kept.store().state().save(account);
        kept.store().state().remove_account(id);
    }
    FaultyDisk::write_error = 0;
    const Told good = kept.health.next();

    // One that a try to write met half-way is removed by name.
    EXPECT_LT(std::stoul(good.why.substr(good.why.find_first_of("0123456789"))), 100U) << good.why;
    ASSERT_TRUE(kept.store().flush());
    const StoredState state = kept.store().load();
    EXPECT_TRUE(state.sanctions.empty() && state.accounts.empty());
    EXPECT_EQ(state.last_sanction, pairs);
    EXPECT_EQ(state.last_account, pairs);
}

TEST_F(FullDiskLimits, RemovesWhatWasOnDiskBeforeThisRun) {
    Kept kept;
    Sanction mute;
    mute.id = 7;
    kept.store().state().save(mute);
    ASSERT_TRUE(kept.store().flush());
    kept.close();
    kept.open();
    ASSERT_EQ(kept.store().load().sanctions.size(), 1U);
    FaultyDisk::write_error = SQLITE_FULL;
    kept.store().state().save_lockdown(true);
    ASSERT_FALSE(kept.health.next().good);

    mute.reason = "spam";
    kept.store().state().save(mute);
    kept.store().state().remove_sanction(7);
    FaultyDisk::write_error = 0;
    ASSERT_TRUE(kept.health.next().good);

    EXPECT_TRUE(kept.store().load().sanctions.empty());
}

TEST_F(FullDiskLimits, CountsTheGuestSeatsThatDoNotFit) {
    constexpr int max_seats = 1000;
    Kept kept([](StoreSettings& s) {
        s.slow = Milliseconds{100};
        s.max_waiting_seats = max_seats;
    });
    FaultyDisk::write_delay = 2000;
    kept.say_many(1, 1);
    ASSERT_FALSE(kept.health.next().good);

    GuestSeat seat;
    for (int i = 0; i <= max_seats; ++i) {
        seat.code = std::to_string(i);
        kept.store().log().save(seat);
    }
    const std::uint64_t lost = kept.store().stats().lost;
    FaultyDisk::write_delay = 0;

    EXPECT_EQ(lost, 1U);
    const Told good = kept.health.next();
    EXPECT_TRUE(good.why.find("1 lost") != std::string::npos) << good.why;
}

TEST_F(FullDiskLimits, RefusesMoreRemovalsThanMayWait) {
    constexpr int max_purges = 16;
    Kept kept;
    FaultyDisk::write_error = SQLITE_FULL;
    kept.say_many(1, 1);
    ASSERT_FALSE(kept.health.next().good);
    Inbox<std::string> errors;
    const auto purge = [&] {
        kept.store().purge("alice-key", 0,
                           [&](std::string error, std::uint64_t) { errors.put(std::move(error)); });
    };
    for (int i = 0; i < max_purges; ++i) purge();
    ASSERT_EQ(errors.waiting(), 0U);

    purge();

    EXPECT_EQ(errors.next(), "too much is asked for already; try again later");
    FaultyDisk::write_error = 0;
    for (int i = 0; i < max_purges; ++i) EXPECT_EQ(errors.next(), "");
}

}  // namespace
}  // namespace confab::store
