// A store in a directory of its own, and what it answered.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "confab/store/store.hpp"

namespace confab::store {

class TemporaryDirectory {
  public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Collects what comes on other threads, and waits for it.
template <class T>
class Inbox {
  public:
    void put(T thing) {
        const std::lock_guard lock(mutex_);
        things_.push_back(std::move(thing));
        wake_.notify_all();
    }
    // The next one; throws if there is none within 20 s.
    T next() {
        std::unique_lock lock(mutex_);
        const auto until = std::chrono::system_clock::now() + std::chrono::seconds(20);
        if (!wake_.wait_until(lock, until, [this] { return taken_ < things_.size(); })) {
            throw std::runtime_error("nothing came");
        }
        return things_[taken_++];
    }
    std::size_t waiting() {
        const std::lock_guard lock(mutex_);
        return things_.size() - taken_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<T> things_;
    std::size_t taken_ = 0;
};

struct Told {
    bool good;
    std::string why;
};

struct Line {
    std::string room = "lobby";
    std::uint64_t id = 0;
    std::string from = "alice";
    std::string text = "hello";
    WallTime time{};  // 0: the id in seconds after an hour ago
    AccountId account = 0;
    bool emote = false;
};

class Kept {
  public:
    explicit Kept(std::function<void(StoreSettings&)> change = {});
    explicit Kept(const std::string& directory, std::function<void(StoreSettings&)> change = {});

    Store& store() { return *store_; }
    const std::string& directory() const { return settings_.directory; }
    std::string history() const { return settings_.directory + "/history.db"; }
    std::string state() const { return settings_.directory + "/state.db"; }
    void close() { store_.reset(); }
    void open();

    void say(const Line& line);
    void say_many(std::uint64_t first, std::uint64_t last, const std::string& room = "lobby");
    HistoryAnswer ask(HistoryQuery query);
    std::vector<std::string> texts(HistoryQuery query);
    std::vector<std::string> search(const std::string& words);

    Inbox<HistoryAnswer> answers;
    Inbox<Told> health;
    Inbox<std::string> deleted;

  private:
    std::unique_ptr<TemporaryDirectory> own_;
    StoreSettings settings_;
    std::unique_ptr<Store> store_;
};

WallTime an_hour_ago();
std::vector<std::uint64_t> ids(const HistoryAnswer& answer);
// The key that the files have as `stored`, which must be one.
RoomKey room_key(std::string_view stored);
HistoryQuery last(std::size_t limit, const std::string& room = "lobby");
// One number of one query, read past the store.
std::int64_t look(const std::string& database, const std::string& sql);
std::string look_text(const std::string& database, const std::string& sql);
void change(const std::string& database, const std::string& sql);
bool file_has(const std::string& path, const std::string& text);
void wait_until(const std::function<bool()>& done);

}  // namespace confab::store
