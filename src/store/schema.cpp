#include "schema.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <span>
#include <system_error>

#include "confab/base/search_words.hpp"
#include "confab/store/unusable.hpp"
#include "operator_tasks.hpp"

namespace confab::store {

namespace {

constexpr auto copies_kept = std::chrono::hours(24 * 7);

// A step is never changed once released; another is added.
constexpr std::array state_steps{
    R"(
CREATE TABLE account(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, password_hash TEXT NOT NULL,
    created INTEGER NOT NULL, last_seen INTEGER NOT NULL, operator INTEGER NOT NULL,
    settings TEXT NOT NULL);
CREATE INDEX account_key ON account(key);
CREATE TABLE room(key TEXT PRIMARY KEY, name TEXT NOT NULL, topic TEXT NOT NULL, rules TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE sanction(
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, target INTEGER NOT NULL, name_key TEXT NOT NULL,
    account INTEGER NOT NULL, address TEXT NOT NULL, bits INTEGER NOT NULL, shown TEXT NOT NULL,
    room_key TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, done_by TEXT NOT NULL,
    reason TEXT NOT NULL);
CREATE TABLE audit(
    id INTEGER PRIMARY KEY, time INTEGER NOT NULL, done_by TEXT NOT NULL, action TEXT NOT NULL,
    target TEXT NOT NULL, room TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TABLE setting(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
)",
    // For the shares of those who are in it (state_changes.cpp).
    R"(
CREATE INDEX audit_of_people ON audit(done_by, id) WHERE room != '';
CREATE INDEX audit_of_rooms ON audit(room, id) WHERE room != '';
)",
    R"(
CREATE TABLE invite_code(
    code TEXT PRIMARY KEY, maker INTEGER NOT NULL, made INTEGER NOT NULL, until INTEGER NOT NULL)
    WITHOUT ROWID;
)",
    // As JSON, like the settings.
    R"(
ALTER TABLE account ADD COLUMN certificates TEXT NOT NULL DEFAULT '[]';
)",
    // Private messages for people who are not there, until they are told.
    R"(
CREATE TABLE away_message(
    id INTEGER PRIMARY KEY, receiver INTEGER NOT NULL, sender INTEGER NOT NULL, sent INTEGER NOT NULL,
    text TEXT NOT NULL);
)",
};

// message.number is row_id(room.number, id). People are kept once, since a name is longer than what is
// said with it, and since the word index can then know them by number.
//
// words: contentless, because the text is in message already, and fed by us, because it is indexed in
// another form than it is kept in (search_text.hpp). "who" is the number of the person. Nothing ranks, so
// the sizes of columns are not kept.
constexpr std::array history_steps{
    R"(
CREATE TABLE room(
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    last_id INTEGER NOT NULL, used INTEGER NOT NULL);
CREATE TABLE person(number INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, UNIQUE(key, name));
CREATE TABLE message(
    number INTEGER PRIMARY KEY, time INTEGER NOT NULL, person INTEGER NOT NULL, account INTEGER NOT NULL,
    emote INTEGER NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
    text, who, content='', columnsize=0, tokenize="unicode61 remove_diacritics 2");
INSERT INTO words(words, rank) VALUES('automerge', 0);
INSERT INTO words(words, rank) VALUES('crisismerge', 64);
CREATE TABLE seat(
    code TEXT PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, left_at INTEGER NOT NULL,
    saved INTEGER NOT NULL, seats TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
)",
    // Up to which id a room's messages are in the word index (word_index.hpp). The index begins anew, with
    // one of beginnings of 3 characters: it is half as large again, and finds them ten times as fast.
    R"(
ALTER TABLE room ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(
    text, who, content='', columnsize=0, prefix='3', tokenize="unicode61 remove_diacritics 2");
INSERT INTO words(words, rank) VALUES('automerge', 0);
INSERT INTO words(words, rank) VALUES('crisismerge', 64);
)",
    // What was said while a room was private is marked: the room may be public by now. Before, it was kept
    // under a key of its own, "17#dev", which is how it is known here.
    R"(
ALTER TABLE message ADD COLUMN private INTEGER NOT NULL DEFAULT 0;
UPDATE message SET private=1 WHERE (number >> 40) IN (SELECT number FROM room WHERE instr(key, '#') > 0);
)",
    // The id of the message that one answers; 0: none.
    R"(
ALTER TABLE message ADD COLUMN reply_to INTEGER NOT NULL DEFAULT 0;
)",
};

std::int64_t version_of(Database& database, std::size_t known) {
    const std::int64_t version = database.number("PRAGMA user_version");
    if (version < 0) throw StorageError(SQLITE_CORRUPT, database.path());
    if (version <= static_cast<std::int64_t>(known)) return version;
    throw UnusableData(fmt::format(
        "{} was written by a newer confabd (it has version {}, this one knows {}); install that one "
        "again, or restore a backup",
        database.path(), version, known));
}

void take_steps(Database& database, std::span<const char* const> steps) {
    const auto known = static_cast<std::int64_t>(steps.size());
    std::int64_t version = version_of(database, steps.size());
    for (; version < known; ++version) {
        Transaction transaction(database);
        database.run(steps[static_cast<std::size_t>(version)]);
        database.run(fmt::format("PRAGMA user_version={}", version + 1).c_str());
        transaction.commit();
    }
}

// Before a step that a program of the version before could not undo.
void keep_copy(Database& database, std::size_t known) {
    const std::int64_t version = version_of(database, known);
    if (version == 0 || version == static_cast<std::int64_t>(known)) return;
    back_up(database.path(), fmt::format("{}.version-{}", database.path(), version), Stopping{false});
}

// Hashes of accounts that are gone by now are in them.
void remove_old_copies(const std::string& path, std::size_t known) {
    for (std::size_t version = 1; version < known; ++version) {
        const std::string copy = fmt::format("{}.version-{}", path, version);
        std::error_code ignored;
        const auto made = std::filesystem::last_write_time(copy, ignored);
        if (ignored || std::filesystem::file_time_type::clock::now() - made < copies_kept) continue;
        std::filesystem::remove(copy, ignored);
    }
}

// What was indexed by other rules could be neither found nor removed.
void renew_words(Database& database) {
    const std::string version = search_version();
    Statement find(database, "SELECT value FROM setting WHERE name='words_version'");
    if (find.step() && find.text(0) == version) return;
    find.reset();
    Transaction transaction(database);
    database.run(R"(
UPDATE room SET indexed=0;
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(text, who, content='', columnsize=0, prefix='3', tokenize='ascii');
INSERT INTO words(words, rank) VALUES('automerge', 0);
INSERT INTO words(words, rank) VALUES('crisismerge', 64);
)");
    Statement(database, "INSERT OR REPLACE INTO setting(name, value) VALUES('words_version', ?)")
        .run(version);
    transaction.commit();
}

void use_wal(Database& database) {
    Statement statement(database, "PRAGMA journal_mode=WAL");
    if (statement.step() && statement.text(0) == "wal") return;
    throw StorageError(
        SQLITE_CANTOPEN,
        fmt::format("{}: this file system has no shared memory for SQLite's WAL", database.path()));
}

}  // namespace

// Finds the same as the one of renew_words().
const char* const words_table =
    "CREATE VIRTUAL TABLE words USING fts5(text, who, content='', columnsize=0, tokenize='ascii')";

void refuse_newer_state(Database& database) { version_of(database, std::size(state_steps)); }
void refuse_newer_history(Database& database) { version_of(database, std::size(history_steps)); }

void tune_state(Database& database) {
    use_wal(database);
    database.run("PRAGMA synchronous=FULL");
    database.run("PRAGMA secure_delete=ON");  // hashes of passwords are in it, and private messages were
    database.run("PRAGMA journal_size_limit=4194304");
}

void tune_history(Database& database) {
    use_wal(database);
    database.run("PRAGMA synchronous=NORMAL");
    database.run("PRAGMA secure_delete=ON");  // what was purged is not to be found in the file
    database.run("PRAGMA journal_size_limit=16777216");
    database.run("PRAGMA wal_autocheckpoint=0");  // CheckpointThread does it
}

void prepare_state(Database& database) {
    database.run("PRAGMA auto_vacuum=INCREMENTAL");  // only a new file can take it
    tune_state(database);
    remove_old_copies(database.path(), std::size(state_steps));
    keep_copy(database, std::size(state_steps));
    take_steps(database, state_steps);
}

void prepare_history(Database& database) {
    database.run("PRAGMA auto_vacuum=INCREMENTAL");
    tune_history(database);
    take_steps(database, history_steps);
    renew_words(database);
}

}  // namespace confab::store
