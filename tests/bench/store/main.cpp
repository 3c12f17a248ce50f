// What keeping costs: how much can be written, how long until it is durable, how long questions take when
// the log is long.
//
//   confab_store_bench DIRECTORY [LINES]      DIRECTORY must be empty; LINES: 1000000
#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "confab/store/store.hpp"

namespace {

using namespace confab;
using namespace confab::store;
using Clock = std::chrono::steady_clock;

double ms(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

// "p50 / p99" in milliseconds.
std::string spread(std::vector<double> all) {
    if (all.empty()) return "-";
    std::sort(all.begin(), all.end());
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms", all[all.size() / 2],
                  all[all.size() * 99 / 100], all.back());
    return text.data();
}

// Appended, because g++ 12 warns of "x" + std::string.
std::string numbered(std::string_view what, std::size_t number) {
    return std::string(what).append(std::to_string(number));
}

void say_row(const std::string& what, const std::string& figure) {
    std::printf("%-44s %s\n", what.c_str(), figure.c_str());
    std::fflush(stdout);
}

// Words as they are in talk: few very often, many seldom.
class Talk {
  public:
    std::string line() {
        std::string text;
        const std::size_t words = 3 + random_() % 12;
        for (std::size_t i = 0; i < words; ++i) {
            const double u = std::uniform_real_distribution<double>(0, 1)(random_);
            const auto rank = static_cast<unsigned>(50'000 * u * u * u * u);
            text.append(i == 0 ? "" : " ").append("w").append(std::to_string(rank));
        }
        return text;
    }
    std::size_t below(std::size_t n) { return random_() % n; }

  private:
    std::mt19937_64 random_{42};
};

class Bench {
  public:
    Bench(const std::string& directory, std::size_t rooms) : next_(rooms, 0) {
        StoreSettings settings;
        settings.directory = directory;
        settings.max_waiting = std::size_t{512} << 20;
        StoreCallbacks callbacks;
        callbacks.found = [this](HistoryAnswer answer) {
            const std::lock_guard lock(mutex_);
            answer_ = std::move(answer);
            answered_ = true;
            wake_.notify_all();
        };
        callbacks.health = [](bool, const std::string& why) { std::printf("! %s\n", why.c_str()); };
        store_ = std::make_unique<Store>(settings, callbacks);
    }

    Store& store() { return *store_; }
    std::uint64_t last_id(std::size_t room) const { return next_[room]; }

    void add(std::size_t room, const std::string& text) {
        const std::string name = numbered("room", room);
        const std::string from = numbered("user", talk.below(500));
        Event event;
        event.type = EventType::message;
        event.time = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
        event.id = ++next_[room];
        event.from = from;
        event.text = text;
        store_->log().add({RoomKey::of_public(name), name, from, 0, event});
    }

    void flood(std::size_t lines) {
        for (std::size_t i = 0; i < lines; ++i) {
            add(talk.below(next_.size()), talk.line());
            if (i % 50'000 == 0) store_->flush(std::chrono::minutes(5));  // bounds what waits
        }
        store_->flush(std::chrono::minutes(5));
    }

    double ask(const HistoryQuery& query) {
        const auto began = Clock::now();
        answered_ = false;
        store_->log().ask(query);
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return answered_; });
        if (answer_.failed) std::printf("! failed\n");
        return ms(Clock::now() - began);
    }
    std::size_t found() const { return answer_.lines.size(); }

    Talk talk;

  private:
    std::vector<std::uint64_t> next_;
    std::unique_ptr<Store> store_;
    std::mutex mutex_;
    std::condition_variable wake_;
    HistoryAnswer answer_;
    bool answered_ = false;
};

void write_rate(const std::string& directory, std::size_t rooms) {
    Bench bench(directory, rooms);
    constexpr std::size_t lines = 200'000;
    const auto began = Clock::now();
    bench.flood(lines);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.0f messages/s", lines * 1000 / ms(Clock::now() - began));
    say_row("written, " + std::to_string(rooms) + " room(s)", text.data());
}

// From add() until the store says it is committed: looked at all the time, without hurrying it.
void durable(Bench& bench, std::size_t rate) {
    const std::uint64_t before = bench.store().stats().written;
    const std::size_t lines = rate * 5;
    std::vector<Clock::time_point> added;
    added.reserve(lines);
    std::vector<double> waits;
    const auto began = Clock::now();
    const auto look = [&] {
        const std::uint64_t written = bench.store().stats().written - before;
        const auto now = Clock::now();
        while (waits.size() < written) waits.push_back(ms(now - added[waits.size()]));
    };
    for (std::size_t i = 0; i < lines; ++i) {
        const auto due = began + std::chrono::nanoseconds(1'000'000'000 * i / rate);
        while (Clock::now() < due) {
            look();
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
        added.push_back(Clock::now());
        bench.add(bench.talk.below(20), bench.talk.line());
    }
    while (waits.size() < lines) look();
    say_row("add to durable at " + std::to_string(rate) + "/s", spread(waits));
}

template <class Make>
void questions(Bench& bench, const std::string& what, std::size_t times, Make&& make) {
    std::vector<double> all;
    for (std::size_t i = 0; i < times; ++i) all.push_back(bench.ask(make()));
    say_row(what, spread(std::move(all)) + "   (" + std::to_string(bench.found()) + " lines)");
}

void ask_all(Bench& bench) {
    const auto query = [&bench](HistoryQuery::Kind kind) {
        HistoryQuery q;
        q.kind = kind;
        q.rooms = {RoomKey::of_public(numbered("room", bench.talk.below(20)))};
        q.limit = 50;
        return q;
    };
    const auto search = [&](const std::string& words) {
        HistoryQuery q = query(HistoryQuery::Kind::search);
        q.words = words;
        return q;
    };
    using Kind = HistoryQuery::Kind;
    questions(bench, "last 50", 1000, [&] { return query(Kind::last); });
    questions(bench, "50 before a line", 1000, [&] {
        HistoryQuery q = query(Kind::before);
        q.id = 60 + bench.talk.below(bench.last_id(0) - 60);
        return q;
    });
    questions(bench, "search, a rare word", 200,
              [&] { return search(numbered("w", 40'000 + bench.talk.below(9'000))); });
    questions(bench, "search, the commonest word", 200, [&] { return search("w0"); });
    questions(bench, "search, a common beginning (w12...)", 50, [&] { return search("w12"); });
    questions(bench, "search, two common words", 200, [&] { return search("w0 w1"); });
    questions(bench, "search, a word in 20 rooms", 100, [&] {
        HistoryQuery q = search(numbered("w", bench.talk.below(1000)));
        q.rooms.clear();
        for (std::size_t i = 0; i < 20; ++i) q.rooms.push_back(RoomKey::of_public(numbered("room", i)));
        return q;
    });
    questions(bench, "search, from: and since:", 200, [&] {
        HistoryQuery q = search(numbered("w", bench.talk.below(100)));
        q.from_key = numbered("user", bench.talk.below(500));
        q.since = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()) - std::chrono::hours(48);
        return q;
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: confab_store_bench DIRECTORY [LINES]\n");
        return 2;
    }
    const std::string directory = argv[1];
    const std::size_t lines = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1'000'000;
    write_rate(directory + "/one", 1);
    write_rate(directory + "/many", 1000);

    Bench bench(directory + "/long", 20);
    const auto began = Clock::now();
    bench.flood(lines);
    say_row("filling " + std::to_string(lines) + " lines, 20 rooms",
            std::to_string(static_cast<int>(ms(Clock::now() - began))) + " ms");
    say_row("bytes a line on disk",
            std::to_string(bench.store().stats().history_bytes / std::max(lines, std::size_t{1})));
    durable(bench, 500);
    durable(bench, 5000);
    say_row("slowest commit", std::to_string(bench.store().stats().slowest_commit.count()).append(" ms"));
    ask_all(bench);
    return 0;
}
