#include "database.hpp"

#include <sqlite3.h>

#include <memory>

namespace confab::e2e {

namespace {

constexpr int max_lock = 1000;  // milliseconds; a writer holds it for less

int read_text(void* into, int, char** columns, char**) {
    static_cast<std::vector<std::string>*>(into)->emplace_back(columns[0] == nullptr ? "" : columns[0]);
    return 0;
}

}  // namespace

std::vector<std::string> read_database(const std::string& file, const std::string& query, Where where) {
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, &sqlite3_close);
    if (status != SQLITE_OK) throw Failure(std::string("cannot open ").append(file), where);
    sqlite3_busy_timeout(database.get(), max_lock);
    std::vector<std::string> rows;
    if (sqlite3_exec(database.get(), query.c_str(), read_text, &rows, nullptr) != SQLITE_OK) {
        throw Failure(std::string(query).append(": ").append(sqlite3_errmsg(database.get())), where);
    }
    return rows;
}

void wait_until_kept(const std::string& file, const std::string& query, int number, Where where) {
    const std::vector<std::string> wanted{std::to_string(number)};
    eventually([&] { return read_database(file, query, where) == wanted; }, query, where);
}

}  // namespace confab::e2e
