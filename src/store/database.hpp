// SQLite in a form that cannot be misused here: one connection for one thread, statements with bound
// values only, every error an exception with a line for people.
//
// Exceptions do not leave this room's threads: each of them catches where it decides what to do next.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace confab::store {

class StorageError : public std::runtime_error {
  public:
    StorageError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
    int code() const { return code_ & 0xff; }  // SQLITE_FULL and so on, without the extension
    bool damaged() const { return code() == SQLITE_CORRUPT || code() == SQLITE_NOTADB; }

  private:
    int code_;
};

class Database {
  public:
    enum class Access { write, read };

    // Nothing is made: the file must be there (make_private). Throws StorageError.
    Database(const std::string& path, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql);  // SQL of ours, never of anybody's making
    std::int64_t number(const char* sql);
    // Did the last INSERT, UPDATE or DELETE do anything?
    bool changed() const { return sqlite3_changes(handle_) > 0; }
    // And how many rows?
    std::uint64_t changes() const { return static_cast<std::uint64_t>(sqlite3_changes64(handle_)); }
    // Counts the rows that FTS5 writes, too.
    std::int64_t total_changes() const { return sqlite3_total_changes64(handle_); }

    // Is what this connection has open still what its path leads to? What is written to a deleted file is
    // lost.
    bool is_there() const;
    void must_be_there() const;  // throws if it is not

    [[noreturn]] void fail() const;
    sqlite3* handle() { return handle_; }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
    sqlite3* handle_ = nullptr;
    std::uint64_t device_ = 0;
    std::uint64_t inode_ = 0;
};

class Statement {
  public:
    Statement(Database& database, std::string_view sql);
    ~Statement() { sqlite3_finalize(handle_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // From the first parameter on. Texts must last until the statement is bound again or gone.
    template <class... Values>
    Statement& bind(const Values&... values) {
        sqlite3_reset(handle_);
        int place = 0;
        (bind_one(++place, values), ...);
        return *this;
    }
    bool step();  // false: no more rows
    void reset() { sqlite3_reset(handle_); }

    template <class... Values>
    void run(const Values&... values) {
        bind(values...);
        while (step()) {
        }
        reset();
    }

    // From 0. A text lasts until the next step.
    std::int64_t number(int column) { return sqlite3_column_int64(handle_, column); }
    std::uint64_t count(int column) { return static_cast<std::uint64_t>(number(column)); }
    std::string_view text(int column);

  private:
    void bind_one(int place, std::string_view value);
    void bind_one(int place, const std::string& value) { bind_one(place, std::string_view(value)); }
    void bind_one(int place, const char* value) { bind_one(place, std::string_view(value)); }
    void bind_one(int place, std::int64_t value);
    void bind_one(int place, std::uint64_t value) { bind_one(place, static_cast<std::int64_t>(value)); }
    void bind_one(int place, int value) { bind_one(place, std::int64_t{value}); }
    void bind_one(int place, bool value) { bind_one(place, std::int64_t{value}); }
    void check(int code);

    Database& database_;
    sqlite3_stmt* handle_ = nullptr;
};

// Undone at its end unless committed.
class Transaction {
  public:
    explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() { database_.run("COMMIT"); }

  private:
    Database& database_;
};

// All that is read while there is one is of one moment: its beginning.
class ReadTransaction {
  public:
    explicit ReadTransaction(Database& database);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

  private:
    Database& database_;
};

}  // namespace confab::store
