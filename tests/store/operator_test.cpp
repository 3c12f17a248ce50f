// What operators ask for: copies, exports, the audit trail, figures.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

struct Counted {
    std::string error;
    std::uint64_t count;
};

struct Exported {
    std::string text;
    Counted end;
};

Exported export_of(Kept& kept, const std::string& room, OperatorStore::Format format) {
    Exported exported;
    Inbox<Counted> inbox;
    kept.store().export_room(
        room_key(room), format,
        [&](std::string_view piece) {
            exported.text.append(piece);
            return true;
        },
        [&](std::string error, std::uint64_t count) {
            inbox.put({error, count});
        });
    exported.end = inbox.next();
    return exported;
}

std::vector<std::string> audit(Kept& kept, std::size_t last, const std::string& about = "") {
    Inbox<std::vector<AuditEntry>> inbox;
    kept.store().audit(last, about, [&](const std::string& error, std::vector<AuditEntry> entries) {
        EXPECT_EQ(error, "");
        inbox.put(std::move(entries));
    });
    std::vector<std::string> lines;
    for (const AuditEntry& e : inbox.next()) {
        lines.push_back(e.by + " " + e.action + " " + e.target + " " + e.room + " " + e.detail);
    }
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Exporting, GivesARoomAsLinesOfJson) {
    Kept kept;
    const WallTime time = WallTime(Milliseconds(1'234'567'890'123));
    kept.say({.id = 1, .text = "say \"hi\"\nthere", .time = time});
    kept.say({.id = 2, .text = "waves", .time = time, .emote = true});
    kept.say_many(1, 1, "dev");

    const Exported exported = export_of(kept, "lobby-key", OperatorStore::Format::objects);

    EXPECT_EQ(exported.end.error, "");
    EXPECT_EQ(exported.end.count, 2U);
    std::istringstream lines(exported.text);
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line,
              R"({"type":"message","time":"2009-02-13T23:31:30.123Z","id":1,"room":"#lobby","from":"alice",)"
              R"("text":"say \"hi\"\nthere"})");
    std::getline(lines, line);
    EXPECT_EQ(nlohmann::json::parse(line).at("type"), "emote");
}

TEST(Exporting, GivesARoomAsText) {
    Kept kept;
    const WallTime time = WallTime(Milliseconds(1'234'567'890'123));
    kept.say({.id = 1, .text = "hello", .time = time});
    kept.say({.id = 2, .text = "two\nlines", .time = time});
    kept.say({.id = 3, .text = "waves", .time = time, .emote = true});

    EXPECT_EQ(export_of(kept, "lobby-key", OperatorStore::Format::lines).text,
              "2009-02-13 23:31:30 alice: hello\n"
              "2009-02-13 23:31:30 alice: two\n"
              "    lines\n"
              "2009-02-13 23:31:30 * alice waves\n");
}

TEST(Exporting, GivesAllOfALargeRoomInOrder) {
    Kept kept;
    kept.say_many(1, 5000);

    const Exported exported = export_of(kept, "lobby-key", OperatorStore::Format::objects);

    std::istringstream lines(exported.text);
    std::string line;
    for (std::uint64_t id = 1; id <= 5000; ++id) {
        ASSERT_TRUE(std::getline(lines, line));
        ASSERT_EQ(nlohmann::json::parse(line).at("id"), id);
    }
    EXPECT_FALSE(std::getline(lines, line));
}

TEST(Exporting, StopsWhenNobodyTakesIt) {
    Kept kept;
    kept.say_many(1, 5000);
    Inbox<Counted> inbox;
    kept.store().export_room(
        room_key("lobby-key"), OperatorStore::Format::lines, [](std::string_view) { return false; },
        [&](std::string error, std::uint64_t count) {
            inbox.put({error, count});
        });

    EXPECT_LT(inbox.next().count, 5000U);
}

TEST(Exporting, SaysThatThereIsNoSuchRoom) {
    Kept kept;

    EXPECT_EQ(export_of(kept, "nowhere", OperatorStore::Format::lines).end.error,
              "no history is stored for that room");
}

TEST(Exporting, BoundsAPieceByItsBytes) {
    constexpr std::size_t line_bytes = 8000;
    constexpr std::size_t piece_bytes = std::size_t{256} * 1024;
    Kept kept;
    for (std::uint64_t id = 1; id <= 500; ++id) kept.say({.id = id, .text = std::string(line_bytes, 'x')});
    std::size_t longest = 0;
    Inbox<Counted> inbox;

    kept.store().export_room(
        room_key("lobby-key"), OperatorStore::Format::lines,
        [&](std::string_view piece) {
            longest = std::max(longest, piece.size());
            return true;
        },
        [&](std::string error, std::uint64_t count) {
            inbox.put({error, count});
        });

    EXPECT_EQ(inbox.next().count, 500U);
    EXPECT_GE(longest, piece_bytes);
    EXPECT_LT(longest, piece_bytes + line_bytes + 100);
}

// One export that waits for its reader, until it is let go.
struct HeldExport {
    explicit HeldExport(Kept& kept) {
        kept.store().export_room(
            room_key("lobby-key"), OperatorStore::Format::lines,
            [this](std::string_view) {
                pieces.put(0);
                released.get_future().wait();
                return true;
            },
            [this](std::string error, std::uint64_t) { errors.put(std::move(error)); });
        pieces.next();
    }
    Inbox<int> pieces;
    Inbox<std::string> errors;
    std::promise<void> released;
};

TEST(Asking, IsRefusedWhenTooMuchWaits) {
    constexpr int max_tasks = 16;
    Kept kept;
    kept.say_many(1, 1);
    HeldExport first(kept);
    Inbox<std::string> errors;
    const auto ask = [&] {
        kept.store().audit(1, "",
                           [&](std::string error, std::vector<AuditEntry>) { errors.put(std::move(error)); });
    };
    for (int i = 0; i < max_tasks; ++i) ask();
    ASSERT_EQ(errors.waiting(), 0U);

    ask();

    EXPECT_EQ(errors.next(), "too much is asked for already; try again later");
    first.released.set_value();
    EXPECT_EQ(first.errors.next(), "");
    for (int i = 0; i < max_tasks; ++i) EXPECT_EQ(errors.next(), "");
}

TEST(Asking, FailsAtOnceWhenTheStoreCloses) {
    Kept kept;
    kept.say_many(1, 5000);  // ten pieces
    Inbox<std::string> errors;
    Inbox<int> begun;
    kept.store().export_room(
        room_key("lobby-key"), OperatorStore::Format::lines,
        [&](std::string_view) {
            begun.put(0);
            std::this_thread::sleep_for(std::chrono::milliseconds(100));  // a reader that is slow
            return true;
        },
        [&](std::string error, std::uint64_t) { errors.put(std::move(error)); });
    kept.store().audit(1, "",
                       [&](std::string error, std::vector<AuditEntry>) { errors.put(std::move(error)); });
    begun.next();

    kept.close();

    EXPECT_EQ(errors.next(), "confabd stops; export again when it runs");
    EXPECT_EQ(errors.next(), "confabd stops; ask again when it runs");
}

TEST(Auditing, GivesTheNewestEntriesOldestFirst) {
    Kept kept;
    kept.store().state().add({an_hour_ago(), "confabctl (uid 0)", "export", "#lobby", "", ""});
    kept.store().state().add({an_hour_ago(), "carol", "ban", "bob", "", "2h spamming"});
    kept.store().state().add({an_hour_ago(), "carol", "kick", "dave", "dev", ""});
    kept.store().state().add({an_hour_ago(), "confabctl (uid 0)", "unban", "bob", "", ""});

    EXPECT_EQ(audit(kept, 2), (Lines{"carol kick dave dev ", "confabctl (uid 0) unban bob  "}));
    EXPECT_EQ(audit(kept, 9, "BOB").size(), 2U);
    EXPECT_EQ(audit(kept, 9, "carol").size(), 2U);
    EXPECT_EQ(audit(kept, 9, "dev").size(), 1U);
    EXPECT_EQ(audit(kept, 9, "Lobby"), (Lines{"confabctl (uid 0) export #lobby  "}));
    EXPECT_EQ(audit(kept, 9, "' OR 1=1 --").size(), 0U);
    kept.close();
    kept.open();
    EXPECT_EQ(audit(kept, 9, "kick"), (Lines{"carol kick dave dev "}));
}

TEST(Figures, CountWhatWasWritten) {
    Kept kept;
    kept.say_many(1, 100);
    ASSERT_TRUE(kept.store().flush());

    const StorageStats stats = kept.store().stats();

    EXPECT_EQ(stats.written, 100U);
    EXPECT_EQ(stats.lost, 0U);
    EXPECT_EQ(stats.waiting, 0U);
    EXPECT_EQ(stats.waiting_bytes, 0U);
    EXPECT_GT(stats.history_bytes, 10'000U);
    EXPECT_EQ(stats.error, "");
}

}  // namespace
}  // namespace confab::store
