#include "fixture.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace confab::store {

TemporaryDirectory::TemporaryDirectory() : path_("/tmp/confab-store-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary directory");
}

TemporaryDirectory::~TemporaryDirectory() { std::filesystem::remove_all(path_); }

Kept::Kept(std::function<void(StoreSettings&)> change) : own_(std::make_unique<TemporaryDirectory>()) {
    settings_.directory = own_->path();
    if (change) change(settings_);
    open();
}

Kept::Kept(const std::string& directory, std::function<void(StoreSettings&)> change) {
    settings_.directory = directory;
    if (change) change(settings_);
    open();
}

void Kept::open() {
    StoreCallbacks callbacks;
    callbacks.found = [this](HistoryAnswer answer) { answers.put(std::move(answer)); };
    callbacks.health = [this](bool good, std::string why) { health.put({good, std::move(why)}); };
    callbacks.deleted = [this](std::string line) { deleted.put(std::move(line)); };
    store_.reset();
    store_ = std::make_unique<Store>(settings_, callbacks);
}

void Kept::say(const Line& line) {
    const WallTime told = an_hour_ago() + Milliseconds(1000) * static_cast<std::int64_t>(line.id);
    const std::string key = line.from + "-key";
    const RoomKey room = room_key(line.room + "-key");
    Event event;
    event.type = line.emote ? EventType::emote : EventType::message;
    event.time = line.time == WallTime{} ? told : line.time;
    event.id = line.id;
    event.room = line.room;
    event.from = line.from;
    event.text = line.text;
    store_->log().add({room, line.room, key, line.account, event});
}

void Kept::say_many(std::uint64_t first, std::uint64_t last, const std::string& room) {
    for (std::uint64_t id = first; id <= last; ++id) {
        Line line;
        line.room = room;
        line.id = id;
        line.text = "line " + std::to_string(id);
        say(line);
    }
}

HistoryAnswer Kept::ask(HistoryQuery query) {
    if (!store_->log().ask(query)) throw std::runtime_error("refused");
    return answers.next();
}

std::vector<std::string> Kept::texts(HistoryQuery query) {
    std::vector<std::string> all;
    for (const FoundLine& line : ask(std::move(query)).lines) all.push_back(line.said.text);
    return all;
}

std::vector<std::string> Kept::search(const std::string& words) {
    HistoryQuery query;
    query.kind = HistoryQuery::Kind::search;
    query.rooms = {room_key("lobby-key")};
    query.words = words;
    query.limit = 50;
    const HistoryAnswer answer = ask(query);
    if (answer.failed) return {"failed"};
    std::vector<std::string> all;
    for (const FoundLine& line : answer.lines) all.push_back(line.said.text);
    return all;
}

WallTime an_hour_ago() {
    static const WallTime start =
        std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()) - std::chrono::hours(1);
    return start;
}

std::vector<std::uint64_t> ids(const HistoryAnswer& answer) {
    std::vector<std::uint64_t> all;
    for (const FoundLine& line : answer.lines) all.push_back(line.said.id);
    return all;
}

RoomKey room_key(std::string_view stored) { return RoomKey::from_stored(stored).value(); }

HistoryQuery last(std::size_t limit, const std::string& room) {
    HistoryQuery query;
    query.rooms = {room_key(room + "-key")};
    query.limit = limit;
    return query;
}

std::string look_text(const std::string& database, const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_stmt* statement = nullptr;
    std::string text;
    const bool good =
        sqlite3_open_v2(database.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK &&
        sqlite3_busy_timeout(handle, 5000) == SQLITE_OK &&
        sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK;
    if (good && sqlite3_step(statement) == SQLITE_ROW) {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        if (bytes != nullptr) text = bytes;
    }
    const std::string error = good ? "" : sqlite3_errmsg(handle);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    if (!good) throw std::runtime_error(error);
    return text;
}

std::int64_t look(const std::string& database, const std::string& sql) {
    const std::string text = look_text(database, sql);
    return text.empty() ? 0 : std::stoll(text);
}

void change(const std::string& database, const std::string& sql) { look_text(database, sql); }

bool file_has(const std::string& path, const std::string& text) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    if (file) all << file.rdbuf();
    return all.str().find(text) != std::string::npos;
}

void wait_until(const std::function<bool()>& done) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!done()) {
        if (std::chrono::steady_clock::now() > until) throw std::runtime_error("waited in vain");
        std::this_thread::yield();
    }
}

}  // namespace confab::store
