// The journal of history is bounded while it grows, and cut when it has been copied.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "store/history_writer.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

constexpr std::uint64_t max_journal = 4 << 20;

void short_journal(StoreSettings& settings) { settings.max_journal = max_journal; }

std::uintmax_t journal_size(const Kept& kept) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(kept.history() + "-wal", error);
    return error ? 0 : size;
}

// Somebody who reads what there is now, as a backup does.
class Reading {
  public:
    explicit Reading(const std::string& path) {
        sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READONLY, nullptr);
        sqlite3_exec(handle_, "BEGIN; SELECT count(*) FROM message", nullptr, nullptr, nullptr);
    }
    ~Reading() { sqlite3_close(handle_); }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

  private:
    sqlite3* handle_ = nullptr;
};

// More at once than the journal may hold.
void flood(Kept& kept, std::uint64_t messages) {
    for (std::uint64_t id = 1; id <= messages; ++id) kept.say({.id = id, .text = std::string(2000, 'x')});
    ASSERT_TRUE(kept.store().flush(std::chrono::seconds(20)));
}

// A writer that nobody helps: nobody else copies the journal.
class LoneWriter {
  public:
    explicit LoneWriter(const std::string& directory)
        : writer_(directory + "/history.db", settings(), health_, deleted_, [] {}) {
        writer_.start();
    }
    ~LoneWriter() { writer_.stop(std::chrono::seconds(20)); }
    LoneWriter(const LoneWriter&) = delete;
    LoneWriter& operator=(const LoneWriter&) = delete;

    void say(std::uint64_t id, const std::string& text) {
        Event event;
        event.type = EventType::message;
        event.time = an_hour_ago();
        event.id = id;
        event.from = "ann";
        event.text = text;
        writer_.add({RoomKey::of_public("lobby"), "lobby", "ann", 0, event});
    }
    bool flush() {
        return writer_.written(writer_.hurry(), std::chrono::steady_clock::now() + std::chrono::seconds(20));
    }

  private:
    static HistoryWriter::Settings settings() {
        const StoreSettings usual;
        return {usual.group,       usual.slow,
                usual.tidy_every,  usual.index_after,
                usual.max_waiting, usual.max_waiting_seats,
                usual.settling,    usual.clocks,
                max_journal,       {}};
    }
    Health health_{[](bool, const std::string&) {}};
    Deleted deleted_{[](const std::string&) {}};
    HistoryWriter writer_;
};

TEST(Journal, IsBoundedByItsWriterWhenNobodyElseKeepsUp) {
    const TemporaryDirectory directory;
    LoneWriter writer(directory.path());
    std::uintmax_t largest = 0;
    for (std::uint64_t id = 1; id <= 10'000; ++id) {
        writer.say(id, std::string(2000, 'x'));
        if (id % 500 != 0) continue;
        ASSERT_TRUE(writer.flush());
        largest = std::max(largest, std::filesystem::file_size(directory.path() + "/history.db-wal"));
    }

    constexpr std::uintmax_t a_commit = 4 << 20;  // 500 of these messages
    EXPECT_GT(largest, max_journal / 2);
    EXPECT_LT(largest, max_journal + a_commit);
}

// So little that its writer need not bound it.
TEST(Journal, IsCutWhenItHasBeenCopiedAlsoIfNothingIsSaidAfterwards) {
    constexpr std::uint64_t usual = 2 << 20;
    Kept kept([](StoreSettings& s) { s.max_journal = 16 << 20; });
    {
        Reading reading(kept.history());
        flood(kept, 2'500);  // 5 MB
        EXPECT_GT(journal_size(kept), 2 * usual);
    }

    wait_until([&] { return journal_size(kept) <= usual; });
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM message"), 2'500);
}

TEST(Journal, IsCutWhenABackupThatReadFromItHasEnded) {
    Kept kept(short_journal);
    {
        Reading reading(kept.history());
        flood(kept, 5'000);
        EXPECT_GT(journal_size(kept), max_journal) << "what is being read stays";
    }

    wait_until([&] { return journal_size(kept) <= max_journal / 4; });
}

}  // namespace
}  // namespace confab::store
