// The journal of history is bounded while it grows, and cut when it has been copied.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

constexpr std::uint64_t longest_journal = 4 << 20;

void short_journal(StoreSettings& settings) { settings.longest_journal = longest_journal; }

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

// More at once than the journal may hold; gives the largest size that was seen of it.
std::uintmax_t flood(Kept& kept, std::uint64_t messages) {
    std::uintmax_t largest = 0;
    for (std::uint64_t id = 1; id <= messages; ++id) {
        kept.say({.id = id, .text = std::string(2000, 'x')});
        if (id % 100 == 0) largest = std::max(largest, journal_size(kept));
    }
    while (!kept.store().flush(Milliseconds{20})) largest = std::max(largest, journal_size(kept));
    return std::max(largest, journal_size(kept));
}

TEST(Journal, IsBoundedWhileItGrowsAndCutAfterwards) {
    Kept kept(short_journal);

    const std::uintmax_t largest = flood(kept, 20'000);  // 40 MB

    constexpr std::uintmax_t a_commit = 16 << 20;  // 4,000 of these messages
    EXPECT_GT(largest, longest_journal / 4);
    EXPECT_LT(largest, longest_journal + a_commit);
    wait_until([&] { return journal_size(kept) <= longest_journal / 4; });
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM message"), 20'000);
}

TEST(Journal, IsCutWhenABackupThatReadFromItHasEnded) {
    Kept kept(short_journal);
    {
        Reading reading(kept.history());
        flood(kept, 5'000);
        EXPECT_GT(journal_size(kept), longest_journal) << "what is being read stays";
    }

    wait_until([&] { return journal_size(kept) <= longest_journal / 4; });
}

}  // namespace
}  // namespace confab::store
