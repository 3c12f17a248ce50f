#include "database.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstring>

namespace confab::store {

namespace {

// Two connections of one process meet only for moments; who waits longer than this has a problem to tell.
constexpr int busy_ms = 2000;

// "no space left on device", where SQLite itself says "disk I/O error".
std::string why(sqlite3* handle) {
    std::string text = sqlite3_errmsg(handle);
    const int system = sqlite3_system_errno(handle);
    const int code = sqlite3_errcode(handle);
    if (system != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)) {
        text += fmt::format(" ({})", std::strerror(system));
    }
    return text;
}

}  // namespace

Database::Database(const std::string& path, Access access) : path_(path) {
    const int mode = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int code = sqlite3_open_v2(path.c_str(), &handle_, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        const std::string text = fmt::format(
            "{}: {}", path, handle_ == nullptr ? std::string(sqlite3_errstr(code)) : why(handle_));
        sqlite3_close_v2(handle_);
        throw StorageError(code, text);
    }
    struct stat file {};
    if (stat(path.c_str(), &file) == 0) {
        device_ = file.st_dev;
        inode_ = file.st_ino;
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, busy_ms);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
    // No memory map: an I/O error would be a SIGBUS instead of an error.
    try {
        run("PRAGMA mmap_size=0");
        run("PRAGMA cache_size=-8192");  // KiB
        run("PRAGMA temp_store=MEMORY");
        if (access == Access::read) run("PRAGMA query_only=ON");
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Database::~Database() { sqlite3_close_v2(handle_); }

bool Database::is_there() const {
    struct stat file {};
    return stat(path_.c_str(), &file) == 0 && file.st_dev == device_ && file.st_ino == inode_;
}

void Database::must_be_there() const {
    if (is_there()) return;
    throw StorageError(SQLITE_IOERR, fmt::format("{} was moved or deleted", path_));
}

void Database::fail() const {
    throw StorageError(sqlite3_extended_errcode(handle_), fmt::format("{}: {}", path_, why(handle_)));
}

void Database::run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::number(const char* sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.number(0) : 0;
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
    check(sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &handle_, nullptr));
}

bool Statement::step() {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    // Reset first, or the statement would keep its transaction open; the connection keeps the message.
    try {
        database_.fail();
    } catch (...) {
        sqlite3_reset(handle_);
        throw;
    }
}

std::string_view Statement::text(int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return {bytes, static_cast<std::size_t>(bytes == nullptr ? 0 : sqlite3_column_bytes(handle_, column))};
}

void Statement::bind_one(int place, std::string_view value) {
    const char* bytes = value.data() == nullptr ? "" : value.data();  // a null pointer would be NULL
    check(sqlite3_bind_text64(handle_, place, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_one(int place, std::int64_t value) { check(sqlite3_bind_int64(handle_, place, value)); }

void Statement::check(int code) {
    if (code != SQLITE_OK) database_.fail();
}

Transaction::~Transaction() {
    // After some errors SQLite has rolled back already.
    if (sqlite3_get_autocommit(database_.handle()) == 0) {
        sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

// The moment is that of the first reading.
ReadTransaction::ReadTransaction(Database& database) : database_(database) {
    database_.run("BEGIN");
    database_.number("SELECT count(*) FROM sqlite_schema");
}

ReadTransaction::~ReadTransaction() {
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace confab::store
